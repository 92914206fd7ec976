"""Bills by payer and what was paid."""
