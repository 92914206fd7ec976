"""The store itself: profile, settings, bays."""
