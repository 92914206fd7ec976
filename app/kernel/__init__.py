"""What every part stands on; it knows no word of the car trade."""
