"""What looks the same everywhere."""
