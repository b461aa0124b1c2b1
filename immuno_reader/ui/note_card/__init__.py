"""The card on which a reader writes about what they keep."""
