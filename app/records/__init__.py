"""What outlives a visit."""
