"""What a front-matter case is, and the shapes in which the tables beside this file write them.

Each says what its generator makes of the file and where that is written. Hugo's were measured with
hugo 0.111.3; the others' are from their documentation and sources. Where telex differs on purpose,
``makes`` says so after a semicolon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Generator = Literal["Hugo", "Jekyll", "Zola", "Hexo", "Astro"]

_HUGO_SOURCE = "https://github.com/gohugoio/hugo/blob/v0.111.3"
HUGO = "https://gohugo.io/content-management/front-matter/"
HUGO_DATES = "https://gohugo.io/configuration/front-matter/#dates"
HUGO_ZONE = "https://gohugo.io/configuration/all/#timezone"
HUGO_TERMS = "https://gohugo.io/content-management/taxonomies/#assign-terms-to-content"
HUGO_OPENING = f"{_HUGO_SOURCE}/parser/pageparser/pagelexer_intro.go"
HUGO_KEYS = f"{_HUGO_SOURCE}/hugolib/page__meta.go"
HUGO_CAST = "https://github.com/spf13/cast/blob/v1.5.0/caste.go"

_JEKYLL_SOURCE = "https://github.com/jekyll/jekyll/blob/v4.3.3/lib/jekyll"
JEKYLL = "https://jekyllrb.com/docs/front-matter/"
JEKYLL_POSTS = "https://jekyllrb.com/docs/posts/"
JEKYLL_DRAFTS = "https://jekyllrb.com/docs/posts/#drafts"
JEKYLL_ZONE = "https://jekyllrb.com/docs/configuration/options/"
JEKYLL_DOCUMENT = f"{_JEKYLL_SOURCE}/document.rb"
JEKYLL_UTILS = f"{_JEKYLL_SOURCE}/utils.rb"
JEKYLL_SEO = "https://github.com/jekyll/jekyll-seo-tag/blob/master/docs/advanced-usage.md"

_ZOLA_SOURCE = "https://github.com/getzola/zola/blob/master/components/content/src"
ZOLA = "https://www.getzola.org/documentation/content/page/#front-matter"
ZOLA_NAMES = "https://www.getzola.org/documentation/content/page/"
ZOLA_TERMS = "https://www.getzola.org/documentation/content/taxonomies/"
ZOLA_SPLIT = f"{_ZOLA_SOURCE}/front_matter/split.rs"
ZOLA_FIELDS = f"{_ZOLA_SOURCE}/front_matter/page.rs"
ZOLA_PAGE = f"{_ZOLA_SOURCE}/page.rs"

HEXO = "https://hexo.io/docs/front-matter"
HEXO_ZONE = "https://hexo.io/docs/configuration#Site"
HEXO_NAMES = "https://hexo.io/docs/writing#Filename"
HEXO_SPLIT = "https://github.com/hexojs/hexo-front-matter/blob/master/lib/front_matter.ts"
HEXO_POST = "https://github.com/hexojs/hexo/blob/master/lib/plugins/processor/post.ts"

ASTRO = "https://docs.astro.build/en/guides/markdown-content/"
ASTRO_BLOG = "https://github.com/withastro/astro/blob/main/examples/blog/src/content.config.ts"
ASTRO_PAPER = "https://github.com/satnaing/astro-paper/blob/main/src/content.config.ts"

SITES: Mapping[Generator, tuple[str, str, str]] = {
    "Hugo": ("hugo.toml", 'baseURL = "https://example.org/"\n', "content"),
    "Jekyll": ("_config.yml", "title: Notes\n", ""),
    "Zola": ("config.toml", 'base_url = "https://example.org"\n', "content"),
    "Hexo": ("_config.yml", "title: Notes\nnew_post_name: :title.md\n", "source"),
    "Astro": ("astro.config.mjs", "export default {}\n", "src/content"),
}
"""Of each generator: the name of its configuration, a small one, and where its content stands."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file. ``expected`` are fields of the admitted article, and its ``body``; times in UTC.

    Without ``settings`` the file is read alone in a folder, and again in a site of its generator;
    with them only in such a site, to whose configuration they are added. ``remarked``: a part of
    what telex remarks of the file, empty where it remarks nothing.
    """

    name: str
    content: str | bytes
    expected: Mapping[str, object]
    generator: Generator
    makes: str
    where: str
    place: str = "post.md"
    settings: str | None = None
    remarked: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Makes the cases of one generator."""

    generator: Generator
    place: str = "post.md"

    def __call__(
        self,
        name: str,
        content: str | bytes,
        makes: str,
        where: str,
        *,
        place: str = "",
        settings: str | None = None,
        remarked: str = "",
        **expected: object,
    ) -> Case:
        return Case(
            name,
            content,
            expected,
            self.generator,
            makes,
            where,
            place or self.place,
            settings,
            remarked,
        )


hugo = Table("Hugo")
jekyll = Table("Jekyll", "_posts/2025-02-01-a-post.md")
zola = Table("Zola")
hexo = Table("Hexo", "_posts/post.md")
astro = Table("Astro", "blog/post.md")


def yaml(keys: str, body: str = "Body.\n") -> str:
    return f"---\n{keys}\n---\n{body}"


def toml(keys: str, body: str = "Body.\n") -> str:
    return f"+++\n{keys}\n+++\n{body}"


def json(keys: str, body: str = "Body.\n") -> str:
    return f"{{\n{keys}\n}}\n{body}"
