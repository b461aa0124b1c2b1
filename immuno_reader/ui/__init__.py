"""The window, the only room with Qt besides ``app``."""
