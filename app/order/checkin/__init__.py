"""The car arrives: who, which car, what is wished, how it looks."""
