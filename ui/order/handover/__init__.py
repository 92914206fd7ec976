"""The car is explained, signed for and let out."""
