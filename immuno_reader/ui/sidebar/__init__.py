"""The panels beside the page; none knows another."""
