"""Sources that are written down once for a pack, and named by their keys in its sections."""

from pathlib import Path

from immuno_reader.identity import Language, SectionId
from immuno_reader.library.book import Source
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library
from immuno_reader.publishing.loading import load_pack
from immuno_reader.publishing.source import SectionSource

LIST = """\
NCI:
  publisher: National Cancer Institute
  title: A page
  date: "2025-06"
  seen: 2026-11
  address: https://www.example.org/page
COPY: {publisher: A press, title: A report, date: undated, seen: 2026-11, second_hand: true}
"""
NCI = Source(
    "NCI",
    "National Cancer Institute",
    "A page",
    "2025-06",
    "2026-11",
    "https://www.example.org/page",
)
COPY = Source("COPY", "A press", "A report", "undated", "2026-11", second_hand=True)


def pack_with(folder: Path, head: str, sources: str | None = LIST) -> Path:
    """Write a pack of one section."""
    (folder / "en").mkdir()
    (folder / "pack.yaml").write_text("id: a\ntitle: A\nlanguages: [en]\n")
    if sources is not None:
        (folder / "sources.yaml").write_text(sources)
    (folder / "en" / "SUMMARY.md").write_text("- [One](one.md)\n")
    (folder / "en" / "one.md").write_text(f"---\nid: one\n{head}---\n# One\n\nText.\n")
    return folder


def section_of(folder: Path) -> tuple[SectionSource, list[str]]:
    pack = load_pack(folder)
    messages = [f"{finding.line} {finding.rule} {finding.message}" for finding in pack.findings]
    return pack.editions[Language("en")].sections[SectionId("one")], messages


def test_keys_stand_for_the_records_of_the_list(tmp_path: Path) -> None:
    section, messages = section_of(pack_with(tmp_path, "sources: [COPY, NCI]\nkind: treatment\n"))
    assert section.sources == (COPY, NCI)
    assert section.kind == "treatment"
    assert messages == []


def test_a_section_may_bring_records_of_its_own(tmp_path: Path) -> None:
    own = "sources:\n  - NCI\n  - {key: OWN, publisher: A clinic, title: A leaflet}\n"
    section, messages = section_of(pack_with(tmp_path, own))
    assert section.sources == (NCI, Source("OWN", "A clinic", "A leaflet", "", ""))
    assert messages == []


def test_an_unknown_key_is_named_with_its_line(tmp_path: Path) -> None:
    section, messages = section_of(pack_with(tmp_path, "sources: [NCI,\n  NIC]\n"))
    assert section.sources == (NCI,)
    assert messages == ["4 source-unknown sources.yaml has no “NIC”."]


def test_keys_without_a_list_say_what_is_missing(tmp_path: Path) -> None:
    section, messages = section_of(pack_with(tmp_path, "sources: [NCI]\n", None))
    assert section.sources == ()
    assert messages == ["3 source-unknown “NCI” needs a sources.yaml to be in."]


def test_the_compiled_section_has_the_whole_records(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "sources: [NCI, COPY]\n")
    report = compile_library([pack], tmp_path / "a.library")
    with Library.open(report.library) as library:
        assert library.section(library.find_section("one")).sources == (NCI, COPY)
