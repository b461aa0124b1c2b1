"""What there is to read: the compiled library. No Qt."""
