"""What ``bookmarks`` does with what a reader keeps, without a window and beside one."""

from immuno_reader.bookmark_commands.changing import add, import_, repair
from immuno_reader.bookmark_commands.looking import export, list_, verify

__all__ = ["add", "export", "import_", "list_", "repair", "verify"]
