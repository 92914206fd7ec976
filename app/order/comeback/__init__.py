"""A car that came back with work that is still guaranteed: linked at check-in, free, decided within three days."""
