"""The commands of a terminal; no window."""
