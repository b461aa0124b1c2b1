"""The same for a pack in two languages: what differs between them, and rules that know Spanish."""

from tests.publishing.checking.cases import term
from tests.publishing.checking.fragments import PACK, Case, asking, limits, page

SPANISH_PACK = PACK.replace("[en]", "[en, es]")
SPANISH_BODY = """\
# ¿Qué son las células?

!!! short "En pocas palabras"
    - Las células son las partes más chicas de todo el cuerpo.

## Qué hacen {#work}

La célula es la parte viva de la vida. Las células son la base de todo, y así se mueve usted.

![Una célula con su centro](images/cell.svg "Una sola célula.")

## Qué preguntar {#ask}

Pregunte a su médico cómo se ven sus células.
"""
SPANISH: dict[str, str] = {
    "pack.yaml": SPANISH_PACK,
    "es/SUMMARY.md": "- [¿Qué son las células?](cells.md)\n",
    "es/cells.md": page(SPANISH_BODY, title='"¿Qué son las células?"', summary="La parte viva."),
    "es/images/cell.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>',
    "es/glossary.yaml": "- {id: cell, term: célula, definition: La parte más chica y viva., "
    "sources: [NCI]}\n",
}


def spanish(text: str = "", **changes: str) -> dict[str, str]:
    """Return the pack in two languages, with more text in the Spanish one."""
    return {**SPANISH, "es/cells.md": spanish_page(text), **changes}


def spanish_page(text: str = "", **fields: str) -> str:
    written = SPANISH_BODY.replace("\n![Una", f"\n{text}\n\n![Una") if text else SPANISH_BODY
    given = {"title": '"¿Qué son las células?"', "summary": "La parte viva.", **fields}
    return page(written, **given)


TRANSLATION = [
    Case(
        "translation-section-missing",
        {**SPANISH, "en/SUMMARY.md": "- [A](cells.md)\n- [B](more.md)\n",
         "en/more.md": page(id="more")},
        SPANISH,
    ),
    Case("translation-term-missing", {**term(), **SPANISH}, SPANISH),
    Case(
        "translation-only",
        {**SPANISH, "es/SUMMARY.md": "- [A](cells.md)\n- [B](more.md)\n",
         "es/more.md": spanish_page(id="more")},
        SPANISH,
    ),
    Case("translation-numbers", {**asking("They weigh 1.5 g."), **spanish("Pesan 15 g.")},
         {**asking("There are 1,200 of 1.5 g."), **spanish("Son 1200 de 1,5 g.")}),
    Case("translation-numbers", {**asking("There are 3."), **spanish("Son dos.")},
         {**asking("There are 3."), **spanish("Son tres.")}),
    Case("translation-counts", spanish("!!! note \"Nota\"\n    Es así."),
         {**asking("!!! note\n    It is so."), **spanish("!!! note \"Nota\"\n    Es así.")}),
    Case("translation-old", {**SPANISH, "es/cells.md": spanish_page(checked="2026-11-20")},
         SPANISH),
    Case("reading-inflesz", {**SPANISH, "pack.yaml": limits(inflesz=140, shortest_graded=10)[
        "pack.yaml"].replace("[en]", "[en, es]")}, SPANISH),
    Case("phrase-absolute", spanish("Es un milagro."), spanish("No es un milagro.")),
    Case("phrase-advising", spanish("Usted debe tomar este medicamento."),
         spanish("Su equipo puede darle este medicamento.")),
    Case("sentence-long", spanish("Las células son " + "así y " * 11 + "más."),
         spanish("Las células son " + "así y " * 9 + "más.")),
    Case("definition-circular",
         {**SPANISH, "es/glossary.yaml": "- {id: cell, term: célula, sources: [], definition: "
          "Una parte es una célula.}\n"},
         {**SPANISH, "es/glossary.yaml": "- {id: cell, term: célula, sources: [], definition: "
          "Gracias a la célula la gente vive.}\n"}),
    Case("negatives-double", spanish("No es que no haya, ni que sin ella no."),
         spanish("No hay nada ni nadie más.")),
    Case("word-patients", spanish("Los pacientes son así."),
         spanish("Una orientadora de pacientes es así.")),
    Case("and-or", spanish("Una y/o otra."), spanish("Una, otra o ambas.")),
    Case("number-one-in", {**asking("12 in 100.[^a]\n\n[^a]: NCI."),
                           **spanish("Una de cada ocho, o 12 de cada 100.[^a]\n\n[^a]: NCI.")},
         {**asking("12 in 100.[^a]\n\n[^a]: NCI."),
          **spanish("12 de cada 100.[^a]\n\n[^a]: NCI.")}),
]  # fmt: skip
