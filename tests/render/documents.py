"""Random Markdown for hypothesis: every block telex sets, in one another.

Left out is what stands for something else: brackets and figures that might be a link's number,
shortcodes, HTML.
"""

from __future__ import annotations

from hypothesis import strategies as st

from tests.render.content import HOST

CHINESE = "潮水夜航船，渡口的灯。：；“”（）《》——……！"
LETTERS = "abcdeXYZéß"
SIGNS = "*_`~()!#-+|\\&;:>=.,'\"$ "
ODD = (
    "&amp;",
    "&copy;",
    "&#x202e;",
    "&#27;",
    "&nbsp;",
    "&zwj;",
    "&#xfeff;",
    "\u3000",
    "👨‍👩‍👧",
    "é",
)

word = st.text(LETTERS + CHINESE, min_size=1, max_size=12)
signs = st.text(SIGNS, max_size=4)
plain = st.lists(st.one_of(word, word, signs, st.sampled_from(ODD)), min_size=1, max_size=6).map(
    "".join
)
name = st.text("abcde潮水", min_size=1, max_size=6)
address = st.builds("https://{}.example.org/{}".format, st.sampled_from("abc"), st.text("abc/"))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words in marks."""
    mark = st.sampled_from(("**", "*", "~~", "__", "***"))
    return st.one_of(
        st.builds("{0}{1}{0}".format, mark, inner),
        st.builds("[{}]({})".format, inner, address),
        st.builds("{} {}".format, inner, inner),
    )


piece = st.one_of(
    plain,
    st.recursive(word, wrapped, max_leaves=4),
    st.builds("`{}`".format, plain),
    st.builds("![{}](https://{}/x.png)".format, name, st.just(HOST)),
    st.builds("<{}>".format, address),
    st.builds(" {} ".format, address),
    st.builds("[^{}]".format, name),
    st.builds("^[{}]".format, word),
    st.builds("[{}][{}]".format, word, name),
)
line = st.lists(piece, min_size=1, max_size=4).map(" ".join)
end = st.sampled_from(("\n", "  \n", "\\\n", " \n"))
paragraph = st.lists(st.tuples(line, end), min_size=1, max_size=3).map(
    lambda lines: "".join(words + stop for words, stop in lines)
)
row = st.lists(st.one_of(word, st.builds("**{}**".format, word)), min_size=3, max_size=3).map(
    lambda cells: f"| {' | '.join(cells)} |\n"
)
table = st.builds(
    "{}|:--|:-:|--:|\n{}".format, row, st.lists(row, min_size=1, max_size=3).map("".join)
)
code = st.text(LETTERS + CHINESE + SIGNS.replace("`", "") + "\t\n", max_size=40)
definition = st.one_of(
    st.builds("[^{}]: {}\n".format, name, line),
    st.builds("[^{}]: {}\n\n    {}\n".format, name, line, line),
    st.builds("[{}]: {}\n".format, name, address),
)
leaf = st.one_of(
    paragraph,
    st.builds("{} {}\n".format, st.sampled_from(("#", "##", "###", "####", "######")), line),
    st.builds("{}\n{}\n".format, word, st.sampled_from(("===", "---"))),
    st.builds("```{}\n{}\n```\n".format, st.sampled_from(("", "python", "x y")), code),
    st.builds("    {}\n\n    {}\n".format, plain, plain),
    st.sampled_from(("---\n", "* * *\n", "\n")),
    st.builds("{}\n: {}\n: {}\n".format, word, line, line),
    st.builds("- [{}] {}\n".format, st.sampled_from(" xX"), word),
)


def _indented(words: str, by: str) -> str:
    return "".join(by + line for line in words.splitlines(keepends=True))


def _item(mark: str, words: str) -> str:
    return mark + _indented(words, " " * len(mark))[len(mark) :]


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    mark = st.sampled_from(("- ", "* ", "1. ", "7) ", "10. "))
    return st.one_of(
        st.builds(_indented, inner, st.just("> ")),
        st.builds(_item, mark, inner),
        st.builds(lambda m, a, b: _item(m, a) + _item(m, b), mark, inner, inner),
        st.builds("{}\n{}".format, inner, inner),
    )


block = st.recursive(leaf | definition, nested, max_leaves=5)
documents = st.deferred(lambda: st.lists(block, min_size=1, max_size=6).map("\n".join))
tables = st.deferred(lambda: st.lists(table | block, min_size=1, max_size=4).map("\n".join))
_apart = st.recursive(leaf | table, nested, max_leaves=4)
long_bodies = st.deferred(
    lambda: st.lists(_apart | definition, min_size=4, max_size=12).map("\n\n".join)
)
"""What they define they define outside of lists and quotes."""
