"""After the visit: what customers come back with."""
