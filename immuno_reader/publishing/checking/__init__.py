"""What an author should mend in a pack: rules with reasons, figures, and a report."""
