"""Front-matter cases: authors, summaries, pictures and addresses."""

from __future__ import annotations

from tests.sources.frontmatter_cases import (
    ASTRO_BLOG,
    ASTRO_PAPER,
    HEXO,
    HEXO_POST,
    HUGO,
    HUGO_KEYS,
    JEKYLL,
    JEKYLL_SEO,
    ZOLA,
    ZOLA_FIELDS,
    astro,
    hexo,
    hugo,
    jekyll,
    json,
    toml,
    yaml,
    zola,
)

_PARAMS = "https://gohugo.io/content-management/front-matter/#parameters"
_IMAGES = "https://gohugo.io/templates/embedded/#open-graph"
_BUNDLE = "https://gohugo.io/content-management/page-resources/"
_PICTURE = "https://a.example/ice.png"
_THEME = "a key of the theme's; telex: "

CASES = (
    hugo(
        "author: a name", yaml("author: Ann Lee"), _THEME + "one author", HUGO, authors=("Ann Lee",)
    ),
    hugo(
        "author: a list",
        yaml("author: [Ann, Bo]"),
        _THEME + "two authors",
        HUGO,
        authors=("Ann", "Bo"),
    ),
    hugo(
        "authors: a list",
        toml('authors = ["Ann", "Bo"]'),
        _THEME + "two authors",
        HUGO,
        authors=("Ann", "Bo"),
    ),
    hugo(
        "authors: commas",
        yaml("authors: Ann, Bo"),
        _THEME + "two authors",
        HUGO,
        authors=("Ann", "Bo"),
    ),
    hugo(
        "author: a map",
        yaml("author:\n  name: Ann Lee\n  email: ann@a.example"),
        _THEME + "the name",
        HUGO,
        authors=("Ann Lee",),
    ),
    hugo(
        "authors: a list of maps",
        yaml("authors:\n- name: Ann\n  url: https://a.example\n- name: Bo"),
        _THEME + "the names",
        HUGO,
        authors=("Ann", "Bo"),
    ),
    hugo(
        "authors: a list of maps in JSON",
        json('"authors": [{"name": "Ann"}, {"name": "Bo"}]'),
        _THEME + "the names",
        HUGO,
        authors=("Ann", "Bo"),
    ),
    hugo(
        "author in TOML's table",
        toml('title = "Ice"\n[author]\nname = "Ann"\n'),
        _THEME + "the name",
        HUGO,
        authors=("Ann",),
    ),
    hugo("author: null", yaml("author:"), "nothing", HUGO, authors=()),
    hugo(
        "author and authors",
        yaml("author: Ann\nauthors: [Bo, Ann]"),
        _THEME + "each once",
        HUGO,
        authors=("Ann", "Bo"),
    ),
    hugo(
        "params",
        yaml("title: Ice\nparams:\n  author: Ann\n  Subtitle: Melting"),
        "since 0.123 parameters of the page, whatever their case",
        _PARAMS,
        authors=("Ann",),
        summary="Melting",
    ),
    hugo(
        "a key beats params",
        yaml("author: Ann\nparams: {author: Bo}"),
        "the outer one",
        _PARAMS,
        authors=("Ann",),
    ),
    jekyll(
        "jekyll-seo-tag's author",
        yaml("author:\n  name: Ann\n  twitter: ann"),
        "the name",
        JEKYLL_SEO,
        authors=("Ann",),
    ),
    zola(
        "Zola's authors", toml('authors = ["Ann", "Bo"]'), "two", ZOLA_FIELDS, authors=("Ann", "Bo")
    ),
    zola(
        "Zola's extra",
        toml('[extra]\nauthor = "Ann"'),
        "whatever the theme asks for; telex: the author",
        ZOLA,
        authors=("Ann",),
    ),
    hugo("summary", yaml("summary: It melts."), "the summary", HUGO, summary="It melts."),
    hugo(
        "description",
        toml('description = "It melts."'),
        "for search engines; telex: the summary",
        HUGO,
        summary="It melts.",
    ),
    hugo(
        "summary before description",
        yaml("description: About ice.\nsummary: It melts."),
        "two texts; telex: the summary",
        HUGO,
        summary="It melts.",
    ),
    hugo(
        "summary: two lines",
        yaml("summary: |\n  It\n  melts."),
        "two lines; telex: one",
        HUGO,
        summary="It melts.",
    ),
    hugo(
        "summary: HTML",
        yaml("summary: <p>It <b>melts</b> &amp; drips.</p>"),
        "Markdown, whose HTML is left out; telex: its words",
        HUGO_KEYS,
        summary="It melts & drips.",
    ),
    hugo(
        "summary: empty",
        yaml('summary: ""'),
        "the beginning of the body; telex: none",
        HUGO,
        summary="",
    ),
    zola(
        "Zola's description",
        toml('description = "It melts."'),
        "the description",
        ZOLA,
        summary="It melts.",
    ),
    jekyll(
        "Jekyll's excerpt", yaml("excerpt: It melts."), "the excerpt", JEKYLL, summary="It melts."
    ),
    hexo("Hexo's excerpt", yaml("excerpt: It melts."), "the excerpt", HEXO, summary="It melts."),
    hugo("images", yaml(f"images: [{_PICTURE}]"), "the first counts", _IMAGES, thumbnail=_PICTURE),
    hugo("thumbnail", yaml(f"thumbnail: {_PICTURE}"), _THEME + "it", HUGO, thumbnail=_PICTURE),
    hugo(
        "featured_image",
        toml(f'featured_image = "{_PICTURE}"'),
        _THEME + "the picture",
        HUGO,
        thumbnail=_PICTURE,
    ),
    hugo(
        "PaperMod's cover",
        yaml(f"cover:\n  image: {_PICTURE}\n  alt: Ice"),
        _THEME + "the picture",
        "https://github.com/adityatelange/hugo-PaperMod/wiki/Features#cover-image",
        thumbnail=_PICTURE,
    ),
    hugo(
        "a picture of the bundle",
        yaml("cover: ice.png"),
        "a file beside the page; telex shows no picture that is no address",
        _BUNDLE,
        place="posts/ice/index.md",
        thumbnail=None,
    ),
    jekyll(
        "jekyll-seo-tag's image",
        yaml(f"image:\n  path: {_PICTURE}\n  height: 100"),
        "the picture",
        JEKYLL_SEO,
        thumbnail=_PICTURE,
    ),
    hexo(
        "Hexo's photos", yaml(f"photos:\n- {_PICTURE}"), "pictures", HEXO_POST, thumbnail=_PICTURE
    ),
    hexo(
        "Hexo's one photo", yaml(f"photo: {_PICTURE}"), "a picture", HEXO_POST, thumbnail=_PICTURE
    ),
    astro(
        "AstroPaper's picture", yaml(f"ogImage: {_PICTURE}"), "it", ASTRO_BLOG, thumbnail=_PICTURE
    ),
    astro("heroImage", yaml(f"heroImage: {_PICTURE}"), "it", ASTRO_BLOG, thumbnail=_PICTURE),
    hugo(
        "an external link",
        yaml("link: https://a.example/ice"),
        _THEME + "the article's address",
        HUGO,
        url="https://a.example/ice",
    ),
    hugo(
        "canonical",
        yaml("canonicalURL: https://a.example/ice"),
        _THEME + "the article's address",
        HUGO,
        url="https://a.example/ice",
    ),
    hugo(
        "url within the site",
        yaml("url: /ice/"),
        "where the page is put; telex: no address",
        HUGO_KEYS,
        url=None,
    ),
    hugo(
        "url: an address",
        yaml("url: https://a.example/ice"),
        "an error; telex: the article's address",
        HUGO_KEYS,
        url="https://a.example/ice",
    ),
    hugo(
        "url within the site, and source",
        yaml("url: /ice/\nsource: https://a.example/ice"),
        "where the page is put; telex: the next key that is an address",
        HUGO_KEYS,
        url="https://a.example/ice",
    ),
    jekyll("Jekyll's permalink", yaml("permalink: /ice/"), "its place", JEKYLL, url=None),
    hexo("Hexo's permalink", yaml("permalink: ice.html"), "its place", HEXO, url=None),
    jekyll(
        "jekyll-seo-tag's canonical_url",
        yaml("canonical_url: https://a.example/ice"),
        "the original's address",
        JEKYLL_SEO,
        url="https://a.example/ice",
    ),
    astro(
        "Astro's image with its words",
        yaml(f"image:\n  url: {_PICTURE}\n  alt: Ice"),
        "the picture",
        "https://docs.astro.build/en/tutorial/2-pages/2/",
        thumbnail=_PICTURE,
    ),
    astro(
        "AstroPaper's canonicalURL",
        yaml("canonicalURL: https://a.example/ice"),
        "the original's address",
        ASTRO_PAPER,
        url="https://a.example/ice",
    ),
)
