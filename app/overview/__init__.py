"""Reads everything, writes nothing: the board, the whole order."""
