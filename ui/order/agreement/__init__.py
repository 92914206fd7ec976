"""The agreement: read by the advisor, signed by the customer over the whole window."""
