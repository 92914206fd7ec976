"""The end of a business day: what was taken, corrected and issued, and the head of the audit chain, on one paper."""
