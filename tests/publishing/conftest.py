"""A pack in memory, so that a test says only what it is about."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from immuno_reader.identity import Language, PackId, SectionId, TermId
from immuno_reader.publishing.images import image_size
from immuno_reader.publishing.linking import TermLinker
from immuno_reader.publishing.rendering import Rendered, Renderer
from immuno_reader.publishing.source import Edition, Image, SectionSource, TermSource

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 420"/>'


class MakeTerm(Protocol):
    """Makes a glossary entry."""

    def __call__(self, name: str, *aliases: str, abbreviation: str = "") -> TermSource:
        """Return an entry whose id is its name with hyphens."""


@pytest.fixture(scope="session")
def term() -> MakeTerm:
    def make(name: str, *aliases: str, abbreviation: str = "") -> TermSource:
        id = TermId(name.lower().replace(" ", "-"))
        return TermSource(id, name, aliases, abbreviation, "", f"{name} itself.", (), (), (), 3)

    return make


@pytest.fixture(scope="session")
def renderer() -> Callable[..., Renderer]:
    """Return a maker of renderers of the edition ``en`` of the pack ``book``.

    Its ``sections`` are bodies by path; a picture lies at ``images/x.svg``.
    """

    def make(sections: dict[str, str], terms: tuple[TermSource, ...] = ()) -> Renderer:
        sources = {
            SectionId(path.removesuffix(".md")): _section(path, body)
            for path, body in sections.items()
        }
        pictures = {"images/x.svg": Image(DRAWING, *image_size(DRAWING))}
        language = Language("en")
        edition = Edition(
            language, Path("book/en"), (), sources, {term.id: term for term in terms}, pictures
        )
        return Renderer(edition, PackId("book"), TermLinker(terms, language))

    return make


@pytest.fixture(scope="session")
def render(renderer: Callable[..., Renderer]) -> Callable[..., Rendered]:
    """Return what renders a body as the section ``here`` at ``here.md``, which starts in line 9."""

    def make(body: str, *terms: TermSource, **others: str) -> Rendered:
        sections = {"here.md": body, **{f"{name}.md": text for name, text in others.items()}}
        return renderer(sections, terms).section(_section("here.md", body))

    return make


def _section(path: str, body: str) -> SectionSource:
    id = SectionId(path.removesuffix(".md"))
    return SectionSource(id, Path(path), Path("book/en") / path, id, "", body, 9)
