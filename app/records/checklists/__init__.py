"""Versioned checklists and the sheets filled by them."""
