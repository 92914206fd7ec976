"""The check-in: one page, three columns, each in files of its own."""
