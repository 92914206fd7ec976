"""People and companies who bring cars."""
