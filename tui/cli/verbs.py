"""The verbs of the command line, and where each is done."""

from __future__ import annotations

# File and function; a file is imported when its verb is used.
VERBS = {
    "list": "read:list_articles",
    "show": "read:show",
    "tags": "read:tags",
    "mark": "marks:mark",
    "views": "saved:views",
    "rules": "saved:rules",
    "undo": "marks:undo",
    "redo": "marks:redo",
    "history": "marks:history",
    "add": "add:add",
    "remove": "sources:remove",
    "sources": "sources:sources",
    "feeds": "feeds:feeds",
    "refresh": "fetch:refresh",
    "import": "exchange:import_",
    "export": "exchange:export",
    "prune": "prune:prune",
    "furniture": "furniture:furniture",
    "config": "care:config",
    "doctor": "care:doctor",
    "sample": "browse:sample",
}
BROWSE = "browse:browse"
