"""Settings: the staff, the store's profile, how the window looks."""
