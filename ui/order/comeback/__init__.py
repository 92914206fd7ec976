"""A comeback on the pages of its order: who answers for it, until when, and who pays."""
