"""Data of the program, see the folder's name."""
