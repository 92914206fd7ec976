"""到店: cars that drove in and wait to be received."""
