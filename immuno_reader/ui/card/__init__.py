"""What every card has that lies over the window beside some words."""
