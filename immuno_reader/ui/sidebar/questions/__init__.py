"""The questions to take along: their rows, how they are drawn and written, and the panel."""

from immuno_reader.ui.sidebar.questions.panel import QuestionsPanel

__all__ = ["QuestionsPanel"]
