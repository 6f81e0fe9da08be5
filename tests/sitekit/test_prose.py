"""Words and numbers that do not belong are told, and what only looks like them is not."""

import pytest

from sitekit.checking import prose


def said(line):
    """What is wrong with one line, and what to do, each on a line."""
    return [str(problem) for problem in prose.problems("docs/a.md", line)]


@pytest.mark.parametrize(
    "word",
    ["simply", "just", "easy", "Easily", "obviously", "OF COURSE", "usually", "foo"],
)
def test_a_word_that_does_not_help_is_told_as_a_whole_word(word):
    (told,) = said(f"It is {word}, so.")
    assert told.startswith(f"docs/a.md:1: {word.lower()!r} does not help a reader")
    assert said(f"It is {word}x.") == said(f"It is x{word}.") == []


@pytest.mark.parametrize("word", ["TO" + "DO", "fix" + "me"])
def test_a_note_to_oneself_is_told(word):
    assert "is still to be done" in said(f"{word}: write.")[0]


@pytest.mark.parametrize(
    ("british", "american"),
    {
        "Colours": "color",
        "behaviour": "behavior",
        "serialised": "serialize",
        "initialises": "initialize",
        "synchronised": "synchronize",
        "recognise": "recognize",
        "cancelled": "canceled",
        "cancelling": "canceling",
        "Free threading": "free-threading",
        "free threaded": "free-threaded",
        "multi-threaded": "multithreaded",
    }.items(),
)
def test_another_spelling_is_told_that_of_the_site(british, american):
    (told,) = said(f"The {british} way.")
    assert told.endswith(f"Write {american!r}.")
    assert said(f"The x{british} way.") == []


@pytest.mark.parametrize(
    "bare", ["thread-safe", "Thread safe", "thread-safety", "thread safety"]
)
def test_a_bare_promise_is_told(bare):
    (told,) = said(f"It is {bare}.")
    assert told.startswith(f"docs/a.md:1: {bare!r} promises nothing in particular")
    assert said("The thread-safest and multithread-safe are no words.") == []


MEASURED = """
12 ms | 12ms | 1,200.5 µs | two milliseconds | 3 microseconds | hundred MB
5 kB | 5 KB | 5 KiB | 5 MB | 5 MiB | 5 GB | 30 % | 30 percent | 3 times as | three times faster
4 times slower | five times more | six times less | 7 programs | eight tests | 9 orders of
ten tests | twenty tests | nine tests | seven tests | four tests | 1 millisecond
"""


@pytest.mark.parametrize(
    "number", [n.strip() for n in MEASURED.replace("\n", "|").split("|") if n.strip()]
)
def test_a_measured_number_is_told_whole(number):
    (told,) = said(f"It is {number}, so.")
    assert told.startswith(f"docs/a.md:1: {number!r} is a number typed by hand")


@pytest.mark.parametrize(
    "line",
    [
        "Seventeen tests, 12 msg, 3 programsx, 5 testsuites, 12 seconds and 5 threads.",
        "Since 3.13, and on 3.13t. On 3.11 and 3.12.",
        "See `12 ms`, [here](a.md#12-ms) and <b title='12 ms'> and {{ a 12 ms }}.",
        'A "simply" that is quoted, and a "12 ms".',
    ],
)
def test_what_only_looks_measured_is_left_alone(line):
    assert said(line) == []


@pytest.mark.parametrize(
    "versions", ["3.11, 3.12", "3.11, 3.12, 3.13t", "3.13t, 3.14t", "3.11 to 3.13"]
)
def test_a_list_of_versions_is_told_whole(versions):
    (told,) = said(f"It ran on {versions}.")
    assert f"{versions!r} is a list of versions typed by hand" in told


def test_every_problem_of_a_line_is_told():
    assert (
        len(said("It is just 12 ms, simply 13 ms, on 3.11, 3.12 and 3.13, 3.14.")) == 6
    )


PAGE = """\
---
front: matter
---
one

```python
code
```
two
````markdown
```python
code
```
still code
````
three

    ```text
    code
    ```
---
four
```text
`code`
`````
five
"""


def test_prose_is_what_stands_outside_fences_and_front_matter():
    lines = [(n, line) for n, line in prose.prose_lines(PAGE) if line]
    assert lines == [
        (4, "one"),
        (9, "two"),
        (16, "three"),
        (21, "---"),
        (22, "four"),
        (26, "five"),
    ]
    assert list(prose.prose_lines("a\n---\nb")) == [(1, "a"), (2, "---"), (3, "b")]


def test_the_front_matter_is_prose_too_but_for_names():
    text = "---\ndescription: >-\n  It is simply so.\n---\n# A\n\nIt is just so.\n"
    lines = [problem.partition(": ")[0] for problem in said(text)]
    assert lines == ["docs/a.md:3", "docs/a.md:7"]
    named = "---\ndescription: CancelledError{}.\n---\n"
    assert said(named.format("")) == []
    (told,) = said(named.format(", cancelled"))
    assert told.startswith("docs/a.md:2: 'cancelled' is not this site's spelling")
