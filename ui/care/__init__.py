"""What comes after the visit, on the screen."""
