"""What Markdown does not read, and shows as it is typed, is told with its line."""

import pytest

from sitekit.checking import front, lessons, markup

WRONG = {
    "no delimiters": ("a\n\n| a | b |\n| 1 | 2 |\n", "3: a table without a line between head and rows", "write |---|---|"),
    "a table below text": ("a\n| a |\n|---|\n", "2: a table right below other text", "blank line above"),
    "too few cells": ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n", "4: a row of 1 cells in a table of 2", "Give it as many"),
    "too many cells": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "3: a row of 3 cells in a table of 2", "Give it as many"),
    "other delimiters": ("| a | b |\n|---|\n", "2: a row of 1 cells in a table of 2", "Give it as many"),
    "text below a table": ("| a |\n|---|\nb\n", "3: this line is read as a row", "leave a blank line below"),
    "a reference": ("a\n\nb [x][nowhere]\n", "3: [x][nowhere] leads nowhere: there is no line [nowhere]: ...", "Write [text](address)"),
    "no address": ("a\n[x]()\n", "2: a link without an address: [x]()", "Write [text](address)"),
    "an address with a space": ("[a](b c.md)\n", "1: an address with a space in it", "Write [text](address)"),
    "an address": ("a https://a.b/c d\n", "1: https://a.b/c is no link, but text", "Write [text](address)"),
    "brackets": ("a\nsee [queue].\n", "2: [queue] is no link", "Write [text](address)"),
    "a box": ("- [ ] a\n", "1: [ ] is no link", "Write [text](address)"),
    "a bare name": ("call __init__ first\n", "1: __init__ would be bold", "as `code`"),
    "struck out": ("a ~~b~~\n", "1: ~~b is shown as it stands", "in words"),
    "highlighted": ("a ==b== c\n", "1: ==b is shown as it stands", "in words"),
    "a line that breaks": ("a\\\nb\n", "1: \\ at the end of a line is shown", "a paragraph"),
    "a bullet": ("a\n\n• b\n", "3: • b is no item of a list", "- item"),
    "a dash": ("– b\n", "1: – b is no item of a list", "- item"),
    "a footnote": ("a.[^1] b\n", "1: [^1] is no footnote here", "in the text"),
    "emphasis": ("a\n\n*b c* and *d\n", "3: * that is never closed", "Write *words*"),
    "a list below text": ("a:\n- b\n- c\n", "2: a list right below other text", "blank line above"),
    "numbers below text": ("a:\n1. b\n", "2: a list right below other text", "blank line above"),
    "a list inside": ("- a\n  - b\n", "2: an item that is indented by 2 spaces", "indented by four"),
    "a note": ('!!! note "A"\n\nb\n', "1: nothing stands inside '!!! note", "four spaces"),
    "a tab": ('a\n\n=== "A"\n  b\n', "3: nothing stands inside '=== ", "four spaces"),
    "no words": ("a\n[](page.md)\n", "2: a link without words: [](page.md)", "Write [text](address)"),
    "a heading without a space": ("a\n\n##B `c`\n", "3: '##B `c`' is no heading", "write ## and its words"),
    "an empty heading": ("## \n", "1: '##' is no heading", "write ## and its words"),
    "an indented heading": ("a\n\n  ### B\n", "3: '### B' is no heading", "write ### and its words"),
    "an underlined heading": ("B\n---\n", "2: a line of dashes makes a heading of", "Write ## before"),
    "a space": ("[x] (page.md)\n", "1: space between a link and its address: [x] (page.md)", "Write [text](address)"),
    "a line's end": ("a\n[x]\n(page.md)\n", "2: space between a link and its address: [x] (page.md)", "Write [text](address)"),
    "an open link": ("[x](page.md and\nmore\n\n(a)\n", "1: the address of this link is never closed", "Write [text](address)"),
    "brackets changed": ("(x)[page.md]\n", "1: a link with its brackets changed", "Write [text](address)"),
    "bold": ("a\n\nb **c\nd\n\n**e**\n", "3: ** that is never closed", "same paragraph"),
    "code": ("a\n\nb `c\nd\n\n`e`\n", "3: a backtick that is never closed", "same paragraph"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "advice"), WRONG.values(), ids=WRONG.keys())
def test_what_is_no_markdown_is_told_with_its_line(text, wrong, advice):
    (told,) = map(str, markup.problems("docs/a.md", text))
    assert told.startswith(f"docs/a.md:{wrong}")
    assert advice in told


RIGHT = {
    "a table": "a\n\n| a | `b | c` |\n|:--|--:|\n| 1 | 2 \\| 3 |\n| | |\n\nb\n",
    "links": '[a](b.md "c") [d][e] [f][] [g](h_(i).md)\n\n[e]: a.md\n[f]: b.md\n',
    "code": "`[x]()` ``a ` [x][y]`` `**` and `goes\non **`\n",
    "a fence": "```markdown\n[x]()\n| a |\n**\n```\n",
    "bold": "**a** and \\*\\*\n\n- **b**\n- **c\n  d**\n",
    "lists": "a\n\n- b\n  c\n- d\n\n    - e\n\n    f\n\n1. g\n\n# h\n- i\n\na - b\n2 * 3 * 4\n",
    "emphasis": "*a b*, (*c*) and **d** 2*3 \\*e, x_y <!-- f* -->\n",
    "notes": '!!! note "A"\n\n    b\n\n??? question "C"\n    d\n\n    ??? e\n        f\n',
    "headings": "# A\n\n## `b`\n\nc #1\n\n---\n\n- d\n\n    # e\n",
    "as text": "<https://a.b> `https://a.b` `__c__` x__y a == b ~ c – d <a href='https://e.f'>g</a>\n",
    "more links": "[https://a.b](https://a.b) [a `b`](c.md)\n\n[d]: https://a.b\n\n[d] {{ x [y] }}\n",
    "brackets": "a[0] (the first) and (so) [a](b.md)\n",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_what_markdown_reads_may_stand(text):
    assert list(markup.problems("docs/a.md", text)) == []


FRONT = {
    "never closed": ("---\ndescription: a\n\n# A\n", "1: the front matter is never closed"),
    "below a blank line": ("\n---\ndescription: a\n---\n", "2: front matter is read only where"),
    "after a space": (" ---\ndescription: a\n---\n", "1: front matter is read only where"),
    "misspelled": ("---\ntitle: a\ndescripton: a\n---\n", "3: nobody reads 'descripton'\n  Did you mean 'description'?"),
    "no YAML": ("---\ndescription: a: b\n---\n", "2: the front matter is no YAML: mapping values"),
    "an open quote": ('---\ntitle: a\ndescription: "a\n---\n', "3: the front matter is no YAML: found unexpected end"),
    "twice": ("---\ntitle: a\ntitle: b\n---\n", "3: 'title' stands here again, after line 2"),
    "a number": ("---\ntitle: 3\n---\n", "2: 'title' is no text"),
    "an unknown part": ("---\nhide: tocc\n---\n", "2: 'hide' has no 'tocc'\n  Did you mean 'toc'? It may have navi"),
    "a part misspelled": ("---\nsearch:\n  exclud: true\n---\n", "2: 'search' has no 'exclud'\n  Did you mean"),
    "no fields": ("---\na\n---\n", "1: the front matter is no YAML: it has no fields"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), FRONT.values(), ids=FRONT.keys())
def test_front_matter_that_is_not_read_is_told(text, wrong):
    (told,) = map(str, front.problems("docs/a.md", text))
    assert told.startswith(f"docs/a.md:{wrong}")
    assert "\n  " in told


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n---\n",
        "---\ntitle: a\nhide: [toc]\n---\n# A\n",
        "---\nhide:\n  - toc\n  - footer\nsearch:\n  boost: 2\n---\n# A\n",
        "",
    ],
)
def test_front_matter_that_is_read_may_stand(text):
    assert list(front.problems("docs/a.md", text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("# A\n\n## B\n\n## b\n", "5: the heading 'b' stands here again, after line 3"),
        ("# A {{ programs }}\n", "1: a placeholder in a heading"),
        (
            "# A { #b }\n",
            "1: attributes in a heading, whose address comes from its words",
        ),
    ],
)
def test_a_heading_has_an_address_of_its_own(text, wrong):
    told = [str(problem) for problem in lessons.problems("docs/a.md", text)]
    assert any(one.startswith(f"docs/a.md:{wrong}\n  ") for one in told), told
