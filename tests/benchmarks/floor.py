"""The floor: the least program that shows a tree and a page. Usage: floor.py FILE.html."""

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
)


def main() -> int:
    """Show the page beside a tree of 60 rows, in the size of the reader's window."""
    application = QApplication(sys.argv)
    window, splitter, tree, browser = QMainWindow(), QSplitter(), QTreeWidget(), QTextBrowser()
    splitter.addWidget(tree)
    splitter.addWidget(browser)
    window.setCentralWidget(splitter)
    for number in range(60):
        QTreeWidgetItem(tree, [f"Section {number}"])
    browser.setHtml(Path(sys.argv[1]).read_text(encoding="utf-8"))
    window.resize(1180, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
