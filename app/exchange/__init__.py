"""What goes out of the store as a file, and what comes in."""
