"""The command line: one file a group of verbs, imported when the verb is used."""
