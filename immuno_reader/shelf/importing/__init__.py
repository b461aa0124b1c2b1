"""Taking in what was kept elsewhere: first a look at what would change, then the items."""

from immuno_reader.shelf.importing.preview import Pair, Preview, chosen, preview, preview_of
from immuno_reader.shelf.importing.telling import sentences

__all__ = ["Pair", "Preview", "chosen", "preview", "preview_of", "sentences"]
