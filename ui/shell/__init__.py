"""The frame round every page: rail, search, palette, status, sign-in."""
