"""The inspection step: the sheet worked by keyboard, its summary, the diagnosis."""
