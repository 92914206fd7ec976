"""The three levels of checking, round by round."""
