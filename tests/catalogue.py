"""The words of the interface as the code has them, and the catalogue that translates them.

``python -m tests.catalogue`` brings ``telex.po`` up to the code and compiles ``telex.mo``.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tui" / "locale" / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / "telex.po", FOLDER / "telex.mo"
# The names under which the code calls Words, marks a word, or makes a Said.
_KEYWORDS = {"words": None, "_words": None, "_": None, "said": None, "plural": (1, 2)}

Message = str | tuple[str, str]


def in_code() -> dict[Message, list[tuple[str, int]]]:
    """Every message of the code with the places it stands at."""
    found: dict[Message, list[tuple[str, int]]] = {}
    for name, line, message, _comments, _context in extract_from_dir(
        ROOT / "tui", method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        key: Message = (message[0], message[1]) if isinstance(message, tuple) else message
        if key:
            found.setdefault(key, []).append((f"tui/{name}", line))
    return found


def catalogue() -> Catalog:
    if not PO.exists():
        return Catalog(locale="zh_CN", project="telex", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def compiled(source: Catalog) -> bytes:
    made = io.BytesIO()
    write_mo(made, source)
    return made.getvalue()


def update() -> None:
    """Keep what is translated, add what is new, drop what the code no longer says."""
    old = catalogue()
    new = Catalog(
        locale="zh_CN", project="telex", version="", charset="utf-8", fuzzy=False,
        revision_date=old.revision_date, creation_date=old.creation_date,
    )  # fmt: skip
    for message in sorted(in_code(), key=str):
        known = old.get(message[0] if isinstance(message, tuple) else message)
        new.add(message, known.string if known is not None else None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, new, width=100, omit_header=False, sort_output=True)
    MO.write_bytes(compiled(new))


if __name__ == "__main__":
    update()
