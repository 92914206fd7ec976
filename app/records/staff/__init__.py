"""The people who work here: members, sign-in, qualification."""
