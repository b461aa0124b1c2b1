"""What the reader keeps: bookmarks, places, settings. No Qt."""
