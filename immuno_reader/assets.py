"""Where the files that travel with the reader lie: icons, themes, schemas and the handbook."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "resources"
_CHECKOUT = _PACKAGE.parent / "resources"
RESOURCES = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
"""The wheel carries the folder inside the package; a checkout keeps it beside the package."""


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources``, whether or not it exists."""
    return RESOURCES.joinpath(*parts)


HANDBOOK = resource("packs", "immunotherapy")
"""The pack that is read when no other is named."""
