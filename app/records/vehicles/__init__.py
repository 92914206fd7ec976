"""Cars: plate, VIN, owner, odometer."""
