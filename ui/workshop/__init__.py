"""The workshop: who works on what, and what waits for a technician."""
