"""The rules that hold whenever a pack is read, explained; reading itself finds what breaks them."""

from immuno_reader.publishing.checking.rule import Rule
from immuno_reader.publishing.source import Severity

_BOOKMARKS = (
    "Bookmarks and links are kept by id, so ids must be plain and each stand for one thing."
)
_LISTED = "The contents list is what readers see; what it does not lead to, nobody finds."
_KEPT = "What cannot be read is left out, and reading goes on without it."
_PACK_ONLY = "A pack is data and complete in itself: nothing is loaded from outside it."
_SAFE = "Nothing in a pack may run, or slow the reader down."
_TEXT = "Files are text in UTF-8, so that every letter is what its author typed."
_CARDS = "The glossary is what cards show; what is wrong in it is left out."
_SPOKEN = "Search leads from what people say to what the book calls it."
_LINKS = "A link that leads nowhere leaves a reader standing."


def _rule(
    id: str, severity: Severity, asks: str, why: str, mend: str, *, sources: bool = False
) -> Rule:
    return Rule(id, severity, asks, why, mend, may_be_silenced=not sources)


RULES = (
    _rule("book-source", "error", "The folder that book.toml names is inside the book.",
          _PACK_ONLY, "Mend `src` in book.toml."),
    _rule("book-toml", "error", "book.toml is TOML.", _KEPT, "Mend the line."),
    _rule("definition-failed", "error", "Every definition can be laid out.", _KEPT,
          "Write it in plain Markdown."),
    _rule("edition-missing", "error", "Every language that pack.yaml lists has a folder with a "
          "SUMMARY.md.", _LISTED, "Add the folder, or take the language out of the list."),
    _rule("everyday-twice", "warning", "No everyday words lead to two terms, or are a term's own.",
          _SPOKEN, "Take them from one of the two."),
    _rule("everyday-type", "warning", "everyday.yaml is a list; each row has words and what they "
          "mean.", _SPOKEN, "Write it as the README shows."),
    _rule("everyday-unknown", "error", "Everyday words lead to a term or a section of the pack.",
          _SPOKEN, "Mend the id."),
    _rule("everyday-unreadable", "error", "everyday.yaml can be read.", _KEPT, "Mend the file."),
    _rule("front-matter-kind", "warning", "`kind` is explain, treatment, side-effect or action.",
          "What is asked of a page depends on its kind.", "Use one of the four."),
    _rule("front-matter-type", "warning", "Every field at the head of a section is of its type.",
          _KEPT, "Write a text, a date such as 2026-11-24, or a list, as the message says."),
    _rule("glossary-alias", "error", "A name or an alias belongs to one term only.",
          "A word in a text can be linked to one card.", "Take it from one of the two terms."),
    _rule("glossary-common-word", "warning", "No alias is an everyday word such as “all”.",
          "It would be marked almost everywhere.", "Take the alias out, or write it in capitals."),
    _rule("glossary-definition", "error", "Every term has a definition.", _CARDS, "Write one."),
    _rule("glossary-duplicate-id", "error", "Every term has an id of its own.", _BOOKMARKS,
          "Rename one of the two."),
    _rule("glossary-empty-term", "error", "Every term has a name.", _CARDS, "Fill in `term`."),
    _rule("glossary-explained-in", "error", "`explained_in` names sections that there are.",
          _LINKS, "Mend the id."),
    _rule("glossary-long-term", "error", "Names of terms are short.", _CARDS, "Shorten it."),
    _rule("glossary-see", "error", "`see` names terms that there are.", _LINKS, "Mend the id."),
    _rule("glossary-type", "warning", "A glossary is a list of terms, each field of its type.",
          _CARDS, "Write it as the README shows."),
    _rule("glossary-unreadable", "error", "The glossary can be read.", _KEPT, "Mend the file."),
    _rule("heading-id-twice", "warning", "No two headings of a page have the same `{#id}`.",
          _LINKS, "Rename one of the two."),
    _rule("html-left-out", "warning", "A text has no tags of HTML that the reader does not show.",
          _SAFE, "Write it in Markdown."),
    _rule("id-characters", "error", "Ids are of a-z, 0-9 and dashes.", _BOOKMARKS, "Rename it."),
    _rule("image-missing", "error", "Every picture that is shown is in the pack.", _PACK_ONLY,
          "Mend the path, or add the picture."),
    _rule("image-outside", "error", "Pictures lie inside the pack.", _PACK_ONLY, "Move it in."),
    _rule("image-refused", "error", "Pictures are SVG, PNG or JPEG of the pack, without scripts.",
          _SAFE, "Save it anew without scripts and references to other files."),
    _rule("image-total", "error", "The pictures of a language are not larger than 256 MiB.",
          "They are held in memory.", "Make them smaller."),
    _rule("image-unreadable", "error", "Every picture can be read.", _KEPT, "Save it anew."),
    _rule("link-anchor-missing", "warning", "The heading that a link names is on that page.",
          _LINKS, "Mend what stands behind “#”, or add `{#id}` to the heading."),
    _rule("link-empty", "warning", "Every link leads somewhere.", _LINKS, "Add the address."),
    _rule("link-missing", "error", "Every link leads to a section of the pack.", _LINKS,
          "Mend the path, or add the file to SUMMARY.md."),
    _rule("link-outside", "error", "No link leads out of the pack into the computer.", _PACK_ONLY,
          "Link to a section, or to a web address."),
    _rule("link-refused", "error", "Web links begin with http, https, mailto or tel.", _SAFE,
          "Use another address."),
    _rule("manifest-field", "error", "pack.yaml has an id, a title, and the languages.", _KEPT,
          "Fill in the field."),
    _rule("manifest-type", "warning", "Every field of pack.yaml is of its type.", _KEPT,
          "Write it as the README shows."),
    _rule("manifest-unreadable", "error", "pack.yaml, sources.yaml and ratings can be read.", _KEPT,
          "Mend the file."),
    _rule("markdown-too-complex", "warning", "A block is not nested too deep.", _SAFE,
          "Make it simpler."),
    _rule("markdown-too-large", "warning", "A section is not too large to be laid out.", _SAFE,
          "Make several sections of it."),
    _rule("markdown-unreadable", "warning", "A section can be laid out.", _KEPT,
          "Write it in plain Markdown."),
    _rule("ratings-type", "warning", "A sheet of ratings is a mapping of fields.", _KEPT,
          "Write it as the README shows."),
    _rule("section-duplicate-id", "error", "Every section has an id of its own.", _BOOKMARKS,
          "Rename one of the two."),
    _rule("section-failed", "error", "A section can be shown.", _KEPT, "Write it more simply."),
    _rule("section-long", "warning", "A section is shown in one piece.", _SAFE,
          "Make several sections of it."),
    _rule("section-unlisted", "warning", "Every Markdown file is in SUMMARY.md.", _LISTED,
          "Add it to the list, or take the file out."),
    _rule("source-unknown", "error", "Every key of a source is in sources.yaml.",
          "A reader must be able to see where a fact comes from.",
          "Mend the key, or add the record.", sources=True),
    _rule("sources-type", "warning", "sources.yaml is a mapping of keys to records.", _KEPT,
          "Write it as the README shows.", sources=True),
    _rule("summary-case", "warning", "The list writes file names with the right capitals.",
          "On some systems a file is found only under its exact name.", "Write it as the file is."),
    _rule("summary-empty", "error", "The contents list has rows.", _LISTED, "Add links to it."),
    _rule("summary-line", "warning", "Every line of the contents list is a link or a heading.",
          _LISTED, "Write it as `- [Title](file.md)`."),
    _rule("summary-missing-file", "error", "Every file of the contents list is there.", _LISTED,
          "Add the file, mend the path, or write `[Title]()` for a draft."),
    _rule("summary-no-section", "error", "The contents list leads to Markdown files.", _LISTED,
          "Link to a .md file."),
    _rule("summary-twice", "warning", "A file stands in the contents list once.", _LISTED,
          "Take the second row out; link to it from a text instead."),
    _rule("summary-unreadable-file", "error", "Every file of the contents list can be read.",
          _KEPT, "Mend the file."),
    _rule("summary-unsafe-link", "error", "The contents list leads into the pack only.",
          _PACK_ONLY, "Move the file into the pack."),
    _rule("text-binary", "error", "A Markdown file is text.", _TEXT, "Save it as text in UTF-8."),
    _rule("text-control", "warning", "A text has no control characters.", _TEXT, "Delete them."),
    _rule("text-not-utf-8", "warning", "A text is in UTF-8.", _TEXT, "Save it as UTF-8."),
    _rule("text-utf-16", "warning", "A text is in UTF-8.", _TEXT, "Save it as UTF-8."),
    _rule("words-unreadable", "error", "words.txt can be read.", _KEPT, "Mend the file."),
    _rule("yaml", "error", "YAML files are YAML, without anchors and tags.", _KEPT,
          "Mend the line; mind tabs, quotation marks and colons."),
    _rule("yaml-duplicate", "error", "No field is given twice.", _KEPT, "Take one of them out."),
)  # fmt: skip
