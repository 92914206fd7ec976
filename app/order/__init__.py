"""One car's visit, step by step."""
