"""What it would cost, and what the customer says to each line."""
