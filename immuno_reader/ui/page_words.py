"""The few words that the program itself puts on a page or card, in the language of its text."""

from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale


class PageWords(NamedTuple):
    """The words of one language."""

    locale: str
    day: str
    """How a date is written, in Qt's letters."""
    month: str
    where_from: str
    checked: str
    due: str
    reviewed: str
    not_reviewed: str
    informs: str
    dated: str
    read: str
    second_hand: str
    say_it: str
    also_called: str
    related: str
    explained_in: str
    other_language: str
    """Said of a page that the language asked for lacks."""

    def shown_day(self, iso: str) -> str:
        """Return an ISO date as a person reads it; what is no date as it is."""
        date = QDate.fromString(iso[:10], "yyyy-MM-dd")
        return QLocale(self.locale).toString(date, self.day) if date.isValid() else iso

    def shown_month(self, iso: str) -> str:
        """Return the month of an ISO date as a person reads it; what is no date as it is."""
        date = QDate.fromString(iso[:7] + "-01", "yyyy-MM-dd")
        return QLocale(self.locale).toString(date, self.month) if date.isValid() else iso


ENGLISH = PageWords(
    locale="en",
    day="d MMMM yyyy",
    month="MMMM yyyy",
    where_from="Where this page comes from",
    checked="Checked against its sources on {0}.",
    due="To be checked again by {0}.",
    reviewed="Reviewed by {0}.",
    not_reviewed="No clinician has reviewed this page yet.",
    informs="It informs; it is not medical advice.",
    dated="dated {0}",
    read="read {0}",
    second_hand="as others report it",
    say_it="Say it: {0}",
    also_called="Also called",
    related="Related",
    explained_in="Explained in",
    other_language="This page is not there in English yet. It is shown in another language: {0}.",
)
SPANISH = PageWords(
    locale="es",
    day="d 'de' MMMM 'de' yyyy",
    month="MMMM 'de' yyyy",
    where_from="De dónde viene esta página",
    checked="Comparada con sus fuentes el {0}.",
    due="Debe revisarse de nuevo antes del {0}.",
    reviewed="Revisada por {0}.",
    not_reviewed="Ningún profesional clínico ha revisado esta página todavía.",
    informs="Informa; no es un consejo médico.",
    dated="con fecha de {0}",
    read="leído en {0}",
    second_hand="según lo cuentan otros",
    say_it="Se dice: {0}",
    also_called="También se llama",
    related="Relacionado",
    explained_in="Se explica en",
    other_language="Esta página todavía no está en español. Se muestra en otro idioma: {0}.",
)


def page_words(language: str) -> PageWords:
    """Return the words for a text in a language; English ones where there are no others."""
    return SPANISH if base_of(language) == "es" else ENGLISH


def base_of(language: str) -> str:
    """Return a language without its region: "es" of "es-mx"."""
    return language.partition("-")[0].lower()


def own_name(language: str) -> str:
    """Return what a language is called in itself, as the first word of a line."""
    name = QLocale(language).nativeLanguageName() or language
    # Qt names the variety where the language alone is meant: "American English".
    name = {"en": "English", "es": "Español"}.get(language, name)
    return name[:1].upper() + name[1:]
