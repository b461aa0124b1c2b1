"""Links, pictures, tables and marks: whether everybody can use them, also on paper."""

import re
from xml.etree import ElementTree

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.limits import Limits
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Block, Page, capitals_in, words_of
from immuno_reader.publishing.checking.rule import Found, Rule, told

ALT_MISSING = Rule(
    "alt-missing",
    "error",
    "Every picture has a text for those who cannot see it.",
    "WCAG 1.1.1.",
    "Write what it shows between the brackets of `![…](…)`.",
)
ALT_POOR = Rule(
    "alt-poor",
    "error",
    "The text of a picture says what is seen, in at most 30 words.",
    "A file name, “picture of” or the caption again tells a listener nothing (WCAG 1.1.1).",
    "Say what it shows; a long description belongs on the page.",
)
CAPTION = Rule(
    "caption-missing",
    "warning",
    "Every picture has a caption.",
    "Clear captions are PEMAT item 17.",
    'Put it in quotation marks behind the address: `![…](images/x.svg "The caption.")`.',
)
IMAGE_UNUSED = Rule(
    "image-unused",
    "warning",
    "Every picture of a pack is shown somewhere.",
    "What nobody shows, nobody checks, and every copy of the pack carries it.",
    "Show it, or take the file out.",
)
SVG_TEXT = Rule(
    "image-small-text",
    "error",
    "The words in a drawing are at least 12 px high where it is shown.",
    "Clear, uncluttered pictures: PEMAT item 18; RNIB Clear Print asks for 12 pt.",
    "Make the words larger, or use fewer of them.",
)
LINK_TEXT = Rule(
    "link-text",
    "error",
    "The words of a link say where it leads.",
    "A screen reader lists links without what stands around them (WCAG 2.4.4).",
    "Replace “here” or the bare address by what the reader finds there.",
)
TABLE_HEADER = Rule(
    "table-header-missing",
    "error",
    "Every column of a table has a heading.",
    "Simple tables with short clear headings: PEMAT item 19.",
    "Fill in the first row.",
)
TABLE_CAPTION = Rule(
    "table-caption-missing",
    "warning",
    "A sentence or a caption before a table says what it shows.",
    "Who jumps to a table hears only cells (PEMAT items 17 and 19; WCAG 1.3.1).",
    "Write one sentence right above it, such as “How many had it, by medicine:”.",
)
TABLE_WIDE = Rule(
    "table-wide",
    "warning",
    "A table has at most four columns.",
    "A wider one does not fit a page of large print (WCAG 1.4.10; PEMAT item 19).",
    "Make two tables, or turn it into a list.",
)
TABLE_MERGED = Rule(
    "table-merged",
    "error",
    "No cells of a table are merged, and none holds a table.",
    "A screen reader loses the column (PEMAT item 19; WCAG 1.3.1).",
    "Write the words in each cell.",
)
CAPITALS = Rule(
    "capitals-run",
    "warning",
    "No three words in a row are in capitals.",
    "Words in capitals lose their shape (RNIB Clear Print).",
    "Use bold.",
)
ITALICS = Rule(
    "italics-long",
    "warning",
    "No more than eight words in a row are in italics.",
    "Slanted letters are hard to read with low vision (RNIB Clear Print).",
    "Use a box, or bold for the word that counts.",
)
UNDERLINE = Rule(
    "underline",
    "error",
    "Nothing but links is underlined.",
    "An underlined word is taken for a link (RNIB Clear Print).",
    "Use bold.",
)
STYLE = Rule(
    "inline-style",
    "error",
    "A text has no colours, sizes or fonts of its own.",
    "They break the themes for low vision, and the reader leaves them out (WCAG 1.4.8).",
    "Take the attribute out; use a box or bold.",
)
PLACE = Rule(
    "colour-or-place",
    "warning",
    "Nothing is named by its colour or its place on the page.",
    "Some see no colours, and on another screen things stand elsewhere (WCAG 1.4.1, 1.3.3).",
    "Name it by its title.",
)

RULES = (
    ALT_MISSING, ALT_POOR, CAPTION, IMAGE_UNUSED, SVG_TEXT, LINK_TEXT, TABLE_HEADER,
    TABLE_CAPTION, TABLE_WIDE, TABLE_MERGED, CAPITALS, ITALICS, UNDERLINE, STYLE, PLACE,
)  # fmt: skip

_FILE_NAME = re.compile(r"[\w-]+\.(?:svg|png|jpe?g|gif)", re.IGNORECASE)
_BARE = re.compile(r"(?:https?://|www\.)\S+")
_STYLE = re.compile(r"<[a-z][^>]*\s(?:style|color|bgcolor)\s*=|<(?:font|center|big)\b", re.I)
_CODE = re.compile(r"^(```+|~~~+).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_SHOWN_PX = 640
"""How wide a picture is at most on a page: the column of text at 100 %."""


def check(case: Case) -> Found:
    """Yield what is wrong with links, pictures, tables and marks."""
    for _, page in case.pages:
        yield from _pictures(page, case)
        yield from _tables(page, case)
        yield from _marks(page, case)
    for _, page, lexicon in case.worded:
        yield from _words(page, lexicon)
    for proof in case.proofs:
        yield from _files(proof, case)


def _pictures(page: Page, case: Case) -> Found:
    for at, block in enumerate(page.blocks):
        following = page.blocks[at + 1] if at + 1 < len(page.blocks) else None
        caption = following.text if following and following.kind == "caption" else ""
        for picture in block.pictures:
            alt = picture.alt.strip()
            if not alt:
                message = f"{picture.target.rpartition('/')[2]} has no text for those who see none."
                yield ALT_MISSING.broken(page.file, block.line, message)
            elif fault := _fault(alt, caption, case.limits_in(page.language)):
                yield ALT_POOR.broken(page.file, block.line, f"The text of the picture {fault}.")
            if not caption:
                message = f"The picture “{alt[:40]}” has no caption."
                yield CAPTION.broken(page.file, block.line, message)


def _fault(alt: str, caption: str, limits: Limits) -> str:
    if _FILE_NAME.fullmatch(alt):
        return f"is a file name: “{alt}”"
    if alt.casefold().strip(".") == caption.casefold().strip("."):
        return "is the caption again"
    words = len(words_of(alt))
    if words > limits.alt_words:
        return f"has {words} words; {limits.alt_words:g} are enough"
    return ""


def _tables(page: Page, case: Case) -> Found:
    for cells in page.tables.values():
        line = next((cell.line for cell in cells if cell.text), 0)
        header = [cell for cell in cells if cell.is_header]
        if not header or not all(cell.text for cell in header[1:]):
            yield TABLE_HEADER.broken(page.file, line, "A column of this table has no heading.")
        columns = max(cell.column for cell in cells)
        if columns > case.limits.table_columns:
            message = f"This table has {columns} columns; {case.limits.table_columns:g} are enough."
            yield TABLE_WIDE.broken(
                page.file, line, message, measured=(columns, case.limits.table_columns)
            )
        if any(cell.is_merged for cell in cells):
            yield TABLE_MERGED.broken(page.file, line, "Cells of this table are merged.")
        if any(cell.is_nested for cell in cells):
            yield TABLE_MERGED.broken(page.file, line, "This table stands in a cell of another.")
        elif not _is_led_in(page, cells):
            yield TABLE_CAPTION.broken(page.file, line, "Nothing above this table says what it is.")


def _is_led_in(page: Page, cells: list[Block]) -> bool:
    first = next(at for at, block in enumerate(page.blocks) if block is cells[0])
    before = page.blocks[first - 1] if first else None
    return before is not None and before.kind in ("paragraph", "caption") and bool(before.text)


def _marks(page: Page, case: Case) -> Found:
    for block in page.blocks:
        if block.kind == "code":
            continue
        for start, end in capitals_in(block.text):
            message = f"“{block.text[start:end]}” is in capitals."
            yield CAPITALS.broken(page.file, block.line, message)
        for words in block.italics:
            if len(words_of(words)) > case.limits_in(page.language).italic_words:
                message = f"{len(words_of(words))} words in italics: “{words[:40]}…”."
                yield ITALICS.broken(page.file, block.line, message)
        for words in block.underlined:
            yield UNDERLINE.broken(page.file, block.line, f"“{words[:40]}” is underlined.")
    raw = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), page.raw)
    for style in _STYLE.finditer(raw):
        line = page.source.body_line + raw.count("\n", 0, style.start())
        yield STYLE.broken(page.file, line, f"“{style[0]}…” sets a look of its own.")


def _words(page: Page, lexicon: Lexicon) -> Found:
    for block in page.blocks:
        for link in block.links:
            words = link.text.strip(" .:")
            if lexicon.vague_links.fullmatch(words) or _BARE.fullmatch(words):
                message = f"The link “{link.text[:60]}” does not say where it leads."
                yield LINK_TEXT.broken(page.file, block.line, message)
        for picture in block.pictures:
            if found := lexicon.alt_start.match(picture.alt):
                message = f"The text of the picture starts “{found[0]}”."
                yield ALT_POOR.broken(page.file, block.line, message)
        if block.kind != "note" and (found := lexicon.by_place.search(block.text)):
            yield PLACE.broken(page.file, block.line, f"“{found[0]}” is named by colour or place.")


def _files(proof: Proof, case: Case) -> Found:
    shown = {
        picture.path for page in proof.pages for block in page.blocks for picture in block.pictures
    }
    for path, image in proof.edition.images.items():
        file = proof.edition.folder / path
        if path not in shown:
            yield IMAGE_UNUSED.broken(file, 0, "No page shows this picture.")
        elif path.casefold().endswith(".svg"):
            size = _smallest_text(image.data)
            if size is not None and size < case.limits.svg_text_px:
                high = told(size, case.limits.svg_text_px)
                message = f"Words in this drawing are {high} px high as shown; the least is"
                yield SVG_TEXT.broken(
                    file,
                    0,
                    f"{message} {case.limits.svg_text_px:g}.",
                    measured=(size, case.limits.svg_text_px),
                )


def _smallest_text(data: bytes) -> float | None:
    """Return the size of the smallest words of a drawing, in pixels as shown on a page."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return None
    box = re.findall(r"-?[\d.]+", root.get("viewBox", ""))
    width = float(box[2]) if len(box) == 4 else 0.0
    scale = min(1.0, _SHOWN_PX / width) if width else 1.0
    sizes = [
        float(size)
        for element in root.iter()
        for size in re.findall(
            r"^([\d.]+)(?:px)?$|font-size:\s*([\d.]+)", element.get("font-size", "")
        )
        for size in size
        if size
    ]
    sizes += [
        float(size)
        for element in root.iter()
        for size in re.findall(r"font-size:\s*([\d.]+)", element.get("style", ""))
    ]
    return min(sizes) * scale if sizes else None
