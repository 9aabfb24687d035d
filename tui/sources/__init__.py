"""Where articles come from: a protocol, a registry of adapters, and the adapters telex brings.

Only the refreshing child and the command line use this package, and only it knows httpx.
"""
