"""The car is explained, handed over and leaves."""
