"""Backups: made while the store is open, proved by opening them, kept in rotation, copied to a second place."""
