"""Keys by their names: how they are written, pressed and shown."""

from __future__ import annotations

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "home": "Home",
    "end": "End",
    **{f"f{n}": f"F{n}" for n in range(1, 25)},
}
_WITH = ("ctrl+", "shift+", "alt+")
_NAMED = {name: key for key, name in _SHOWN.items()}
_LONGEST = 3  # presses that are written without spaces between them


def shown(key: str) -> str:
    """A key, or several that are pressed one after the other, as people write it."""
    return "".join(_SHOWN.get(press, press) for press in presses_of(key))


def presses_of(key: str) -> tuple[str, ...]:
    """``gf`` and ``g f`` are two presses, ``down`` and ``ctrl+d`` are one; ``Esc`` is, as it is
    shown. Who writes ``Ctrl+D`` or ``return`` means no sequence of letters: that is no key."""
    if " " in key.strip():
        return tuple(_NAMED.get(press, press) for press in key.split())
    key = _NAMED.get(key, key)
    if len(key) < 2 or len(key) > _LONGEST or key in _SHOWN or key.startswith(_WITH):
        return (key,)
    return tuple(key)


def is_key(press: str) -> bool:
    """Whether there is a key of that name."""
    base = press
    for prefix in _WITH:
        base = base.removeprefix(prefix)
    return base in _SHOWN or (len(base) == 1 and base.isprintable() and not base.isspace())


def fold_width(character: str) -> str:
    """A key typed through a Chinese input method, as the key that was meant.

    Full-width forms become ASCII, ``。`` the full stop and ``、`` the slash.
    """
    if len(character) != 1:
        return character
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return {
        "　": "space",
        "。": ".",
        "、": "/",
        "·": "`",
        "《": "<",
        "》": ">",
        "｜": "|",
        "“": '"',
        "”": '"',
    }.get(character, character)
