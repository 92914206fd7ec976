"""The quote step: the lines with their catalogue, the sums, the versions."""
