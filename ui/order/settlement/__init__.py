"""A bill for each payer, the payments, the signature."""
