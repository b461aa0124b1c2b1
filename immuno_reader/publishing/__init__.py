"""How a folder of Markdown becomes a library. No Qt; the window never imports it."""
