"""The database's history, one sentence a revision."""
