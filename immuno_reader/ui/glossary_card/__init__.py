"""The card that explains a term where it stands."""
