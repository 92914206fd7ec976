"""Three levels of checking, back to work or passed."""
