"""The customer signs: what, how much, until when."""
