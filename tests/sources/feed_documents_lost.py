"""What feedparser does not keep of well-formed feeds, which :mod:`tui.sources.strict` reads.

Only damaged documents reach feedparser; of those these few things are lost.
"""

LOST = frozenset(
    (
        "modules: xml:lang of an item",
        "modules: a podcast: itunes' elements where RSS's own are missing",
        "modules: a podcast: itunes' elements beside RSS's own",
        "modules: a podcast: the channel's author and owner",
        "modules: author with an address only, and dc:creator with a name",
        "atom: xml:lang of the entry beats the feed's",
        "atom content: xhtml with words about its elements",
        "atom content: content of the type text/markdown",
        "atom content: content that is an image in Base64",
        "atom content: content out of line is the only address",
        "atom content: relative addresses in content with an xml:base",
        "atom content: relative addresses in content with an xml:base of the feed",
        "atom content: relative addresses in content without a link",
        "links: a relation written out",
        "links: an id is no link",
        "links: xml:base ends with its element",
        "links: an xml:base that is no address",
        "media: a picture as media:content, by its type",
        "media: a video channel's entry",
        "identity: a guid beside an empty link",
        "identity: a guid that is no address, and no link",
        "dates: published: '2025-02-30T00:00:00Z'",
        "dates: published: '2025-13-01T00:00:00Z'",
    )
)
