"""Every connection between the parts of the window, a module per capability."""
