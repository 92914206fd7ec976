"""What leaves on paper: typesetting, numbers, frozen contents, signatures."""
