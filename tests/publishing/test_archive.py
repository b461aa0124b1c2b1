"""Packs in one file: fair ones are read, hostile ones are refused before anything grows."""

import io
import stat
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immuno_reader.errors import PackError
from immuno_reader.identity import Language
from immuno_reader.publishing.archive import PackArchive
from immuno_reader.publishing.loading import load_pack

PACKS = Path(__file__).parent.parent / "packs"
ENGLISH, SPANISH = Language("en"), Language("es")


def packed(folder: Path, *, prefix: str = "") -> bytes:
    """Return a folder as the bytes of a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, prefix + file.relative_to(folder).as_posix())
    return target.getvalue()


def zipped(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """Return the bytes of a zip with just these entries."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for entry, data in entries:
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def refusal(tmp_path: Path, data: bytes) -> str:
    """Return why a pack file is refused."""
    file = tmp_path / "bad.immuno"
    file.write_bytes(data)
    with pytest.raises(PackError) as refused:
        load_pack(file)
    assert refused.value.file == file
    assert refused.value.advice
    return refused.value.happened


@pytest.mark.parametrize("prefix", ["", "good-1.10/"])
def test_a_pack_file_reads_like_its_folder(tmp_path: Path, prefix: str) -> None:
    file = tmp_path / "book.immuno"
    file.write_bytes(packed(PACKS / "good", prefix=prefix))
    pack, folder = load_pack(file), load_pack(PACKS / "good")
    assert pack.findings == ()
    assert pack.pack == folder.pack
    assert pack.editions[ENGLISH].entries == folder.editions[ENGLISH].entries
    assert pack.editions[ENGLISH].terms == folder.editions[ENGLISH].terms
    assert pack.editions[ENGLISH].images == folder.editions[ENGLISH].images
    assert {id: section.body for id, section in pack.editions[SPANISH].sections.items()} == {
        id: section.body for id, section in folder.editions[SPANISH].sections.items()
    }


def test_a_packed_mdbook_is_named_after_its_file(tmp_path: Path) -> None:
    file = tmp_path / "Mein Buch.immuno"
    file.write_bytes(packed(PACKS / "mdbook"))
    assert load_pack(file).pack.id == "mein-buch"


@pytest.mark.parametrize(
    "name",
    ["../x.md", "/x.md", "en/../../x.md", "C:/x.md", "..\\x.md", "en/nul", "./x.md", "en//x"],
)
def test_climbing_names(tmp_path: Path, name: str) -> None:
    assert "leads out of the pack" in refusal(tmp_path, zipped((name, b"x")))


def test_symbolic_links(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("en/link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "a link or a device" in refusal(tmp_path, zipped((link, b"/etc/passwd")))


@pytest.mark.parametrize("twin", ["en/a.md", "EN/A.MD", "en/A.md"])
def test_names_given_twice(tmp_path: Path, twin: str) -> None:
    assert "the same name" in refusal(tmp_path, zipped(("en/a.md", b"1"), (twin, b"2")))


def test_names_that_differ_in_form_alone(tmp_path: Path) -> None:
    data = zipped(("en/\u00e9.md", b"1"), ("en/e\u0301.md", b"2"))
    assert "the same name" in refusal(tmp_path, data)


def test_encrypted(tmp_path: Path) -> None:
    data = bytearray(zipped(("pack.yaml", b"id: x")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(tmp_path, bytes(data))


def test_a_bomb_is_refused_before_memory_grows(tmp_path: Path) -> None:
    data = zipped(("pack.yaml", b"id: x"), ("en/bomb.md", bytes(100 * 2**20)))
    tracemalloc.start()
    try:
        assert "grows more than" in refusal(tmp_path, data)
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_overlapping_files(tmp_path: Path) -> None:
    data = bytearray(zipped(("en/a.md", b"one" * 50), ("en/b.md", b"two" * 50)))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    assert "share the same bytes" in refusal(tmp_path, bytes(data))


def test_a_wrong_size_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(zipped(("pack.yaml", b"id: x"), ("en/a.md", b"x" * 100_000)))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    file = tmp_path / "lying.immuno"
    file.write_bytes(data)
    with PackArchive(file) as archive, pytest.raises(PackError, match="damaged"):
        archive.read("en/a.md", 2**20)


def test_too_many_files_are_counted_before_they_are_listed(tmp_path: Path) -> None:
    data = bytearray(zipped(("a", b"")))
    at = data.rindex(b"PK\x05\x06") + 12
    data[at : at + 4] = (0x7FFFFFFF).to_bytes(4, "little")
    assert "more than" in refusal(tmp_path, bytes(data))


@pytest.mark.parametrize("length", [0, 1, 21, 22, 100, 500, -1])
def test_cut_short(tmp_path: Path, length: int) -> None:
    assert "damaged or cut short" in refusal(tmp_path, packed(PACKS / "good")[:length])


def test_no_zip_at_all(tmp_path: Path) -> None:
    assert "no pack at all" in refusal(tmp_path, b"# A Markdown file\n")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_anywhere_is_a_finding_or_a_refusal(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(packed(PACKS / "good"))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "damaged.immuno"
    file.write_bytes(content)
    try:
        load_pack(file)
    except PackError as refused:
        assert refused.happened  # noqa: PT017
