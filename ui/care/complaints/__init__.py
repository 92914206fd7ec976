"""Complaints on the screen: the list with its clocks, and one complaint with the step that is due."""
