"""One box for plates, people, cars, orders."""
