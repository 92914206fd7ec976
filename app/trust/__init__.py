"""Who may, and who did: deeds, roles, PINs, the audit chain."""
