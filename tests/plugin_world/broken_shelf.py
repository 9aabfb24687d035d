"""A plugin that fails when it is imported, as one built for another Python would."""

raise RuntimeError("\x1b[31mthis plugin is broken")
