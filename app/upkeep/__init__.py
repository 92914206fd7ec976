"""Start, upgrade, doctor, demo, seed."""
