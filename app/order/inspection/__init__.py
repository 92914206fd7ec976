"""The car is checked by list; findings become proposals."""
