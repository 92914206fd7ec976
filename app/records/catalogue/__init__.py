"""Labour, parts and packages, with their prices."""
