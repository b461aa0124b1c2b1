"""Whatever lies in a pack, checking it ends with findings, never with an exception."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immuno_reader.errors import PackError
from immuno_reader.publishing.checking.inspecting import check_pack
from immuno_reader.publishing.checking.report import json_of, text_of
from tests.publishing.checking.fragments import FILES, TODAY, page, write

PIECES = st.sampled_from(
    (
        "# A", "## B {#b}", "!!! danger \"Get help now\"\n    Go; ", "!!! short", "- x\n- y",
        "| a | b |\n| - | - |\n| 1 |", "![](images/cell.svg)", "![x](none.png \"t\")", "[^a]",
        "[^a]: note", "<!-- check: allow x -->", "<!-- check: allow semicolon y", "1 in 8 (6 %)",
        "twice as likely", "PD-L1 (x", "38 °C", "pembrolizumab", "cell cells cell's", "```", "",
        "<p style='x'>", "<td colspan=2>", "999 112", "\u0000", "\U0001f489 ¿Qué?", "e.g. Dr. A.",
        "¡No! y/o", "…", "12.345,67 %", "(" * 9, "'" * 3, "\t- a", "a" * 300,
    )
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=14).map("\n\n".join)
YAML = st.lists(
    st.sampled_from(
        ("- id: a", "  term: a", "check:", "  silence:", "    - {rule: x}", "  limits:",
         "    grade_book: nan", "    grade_book: -1e400", "languages: [en, es, xx]", "NCI: {",
         "NCI: {seen: 9999-99}", "  definition: a a", "funding: [a]", "title: t", "id: a", "a: b",
         "sections: [a]", "cdc_index: {items: {1: {met: no}}}", "language: es")
    )
    | st.text(max_size=15),
    max_size=10,
).map("\n".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS, YAML, YAML, YAML, YAML, YAML)
def test_any_pack_is_checked(
    body: str, other: str, pack: str, sources: str, glossary: str, head: str, rated: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "en/cells.md": page(body),
            "en/more.md": f"---\n{head}\n---\n{other}",
            "en/SUMMARY.md": FILES["en/SUMMARY.md"] + "- [More](more.md)\n",
            "es/SUMMARY.md": FILES["en/SUMMARY.md"],
            "es/cells.md": other,
            "es/glossary.yaml": glossary,
            "pack.yaml": f"{FILES['pack.yaml']}{pack}",
            "sources.yaml": sources,
            "ratings/a.yaml": rated,
            "en/glossary.yaml": FILES["en/glossary.yaml"] + glossary,
        }
        files = {name: text.encode("utf-8", "ignore").decode() for name, text in files.items()}
        try:
            checked = check_pack(write(Path(folder), files), TODAY)
        except PackError:
            return
        text = text_of(checked, with_figures=True)
        assert json_of(checked)["findings"] is not None
        assert "checked" in text
