"""The cars in the house, by stage."""
