"""Forms under the head of an order that open again what was completed or settled; each asks a second person."""
