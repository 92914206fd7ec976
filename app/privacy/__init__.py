"""What a person may ask of the store about their own data: to see it, to have it copied, to have it erased."""
