"""A plugin that speaks a version of the protocol which nobody speaks."""


class OldShelf:
    api_version = 99
    Config = str
