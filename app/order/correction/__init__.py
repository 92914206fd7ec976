"""What was completed or settled is opened again: by two people, with a reason, by papers of its own (H1)."""
