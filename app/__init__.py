"""The store without a screen: no Qt, no printing to a terminal, no state of its own."""
