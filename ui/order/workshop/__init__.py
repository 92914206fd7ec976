"""The work of one order: jobs, parts, what stands in the way of reporting it complete."""
