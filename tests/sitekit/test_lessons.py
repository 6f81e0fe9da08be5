"""What a page must have is told when it is missing, at the first line too many or few."""

import pytest

from sitekit.checking import lessons
from sitekit.pages import outline
from tests.sitekit.test_checking import DESCRIPTION, LESSON


def said(text, place="docs/learn/page.md"):
    return [
        str(problem).partition("\n")[0] for problem in lessons.problems(place, text)
    ]


DESCRIPTIONS = {
    "on its line": ("description: Short.", "Short."),
    "quoted": ("description: 'Short.'", "Short."),
    "in double quotes": ('description: "Short."', "Short."),
    "folded": ("description: >-\n  One\n  two.", "One two."),
    "folded with its end": ("description: >\n  One\n\n  two.", "One two."),
    "begun on its line": ("description: One\n  two.", "One two."),
    "among others": ("title: No\ndescription: Short.\nhide: toc", "Short."),
    "by another name": ("descriptions: Short.", ""),
    "none": ("title: No", ""),
}


@pytest.mark.parametrize(
    ("front", "found"), DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys()
)
def test_the_description_is_read_from_the_front_matter(front, found):
    assert (
        outline.description_of(f"---\n{front}\n---\n\ndescription: not this\n") == found
    )


def test_without_front_matter_there_is_no_description():
    assert outline.description_of("description: Short.\n---\n") == ""


@pytest.mark.parametrize(("length", "fits"), [(79, 0), (80, 1), (165, 1), (166, 0)])
def test_a_description_has_the_length_that_is_shown(length, fits):
    found = said(f"---\ndescription: {'x' * length}\n---\n# A\n", "docs/a.md")
    wrong = [f"docs/a.md:1: a description of {length} characters"]
    assert found == ([] if fits else wrong)


def page(body):
    return said(f"---\ndescription: {DESCRIPTION}\n---\n{body}", "docs/a.md")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("# A\n\n## B\n\n### C\n\n## D\n\n### E\n", []),
        ("## A\n", ["docs/a.md:1: 0 titles (#)"]),
        ("# A\n\n## B\n\n# C\n\n# D\n", ["docs/a.md:8: 3 titles (#)"]),
        ("# A\n\n### B\n", ["docs/a.md:6: a heading of level 3 below one of level 1"]),
        ("# A\n\n#no heading\n\nA # B\n\n```text\n# C\n```\n", []),
        ("# A\n\n![](a.png) ![ ](b.png)\n", ["docs/a.md:6: a picture without words"]),
        ("# A\n\n![what it shows](a.png)\n", []),
    ],
)
def test_the_outline_of_a_page_has_one_title_and_no_gap(body, wrong):
    assert page(body) == wrong


def test_a_description_with_a_double_quote_is_told_on_any_page():
    text = f'---\ndescription: {DESCRIPTION[:-8]} "so" on\n---\n# A\n'
    assert said(text, "docs/a.md") == [
        "docs/a.md:1: a double quote ends the description"
    ]


def lesson(lines, answer=""):
    """A lesson of so many lines, and an answer that does not count."""
    spare = lines - (LESSON.count("\n") - 3)
    text = LESSON.replace("\n\n\n", "\n\n\n" + "\n" * spare, 1)
    return said(text.replace("Call `start`", f"{answer}Call `start`"))


def test_a_lesson_has_a_length_that_is_read_in_one_go_without_its_answers():
    wrong = "docs/learn/page.md:{}: a lesson of {} lines, without its folded answers"
    assert lesson(160) == lesson(160, answer="\n" * 99) == []
    assert lesson(161) == [wrong.format(164, 161)]
    short = LESSON.replace("\n" * 50, "\n" * 15)
    assert said(short) == []
    assert said(short.replace("\n" * 15, "\n" * 14)) == [wrong.format(32, 29)]


def test_two_answers_are_left_out_and_what_stands_between_them_is_not():
    answer = "/// details | Answer\nCall `start` again.\n///\n"
    text = LESSON.replace("\n" * 50, "\n" * 15)
    assert said(text.replace(answer, answer + "\n\n\n" + answer)) == []


LACKS = {
    "minutes as a word": ("*5 minutes.", "*Five minutes."),
    "nothing to be able to do": ("you can start", "you know how to start"),
    "minutes in a sentence": ("*5 minutes.", "So *5 minutes."),
    "a line that goes on": ("a thread.*", "a thread.* And more."),
}


@pytest.mark.parametrize(("before", "after"), LACKS.values(), ids=LACKS.keys())
def test_the_line_of_minutes_has_its_form(before, after):
    (told,) = said(LESSON.replace(before, after, 1))
    assert told.startswith("docs/learn/page.md:1: no line '*N minutes.")


def test_an_answer_above_the_question_does_not_count():
    answer = "/// details | Answer\nCall `start` again.\n///\n"
    text = LESSON.replace(answer, "").replace("## Try it", f"{answer}\n## Try it")
    place = text.splitlines().index("## Try it") + 1
    assert said(text) == [f"docs/learn/page.md:{place}: 'Try it' has no answer"]


def test_what_only_lessons_need_is_not_asked_of_other_pages():
    assert said(LESSON.replace("Next: [", "Then ["), "docs/faq/page.md") == []
    assert said(LESSON.replace("Next: [", "Then [") + "\n\n") != []
    assert said(LESSON + "\n\n") == []


def test_an_empty_page_is_told_what_it_lacks():
    assert "the last line does not begin with 'Next: ['" in "\n".join(said(""))


GUIDE = (
    f"""\
---
short: Wait
description: {DESCRIPTION}
---
# How do I wait?
<!-- asked: pause -->

You call `join`.

```python
```

The lesson: [Start and join](../learn/start.md).
"""
    + "More.\n" * 20
)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("", "", []),
        ("do I wait?", 'do I read "no seat"', []),
        (
            "do I wait?",
            "to wait",
            ["5: the title is neither a question nor a message in quotes"],
        ),
        (
            "You call `join`.",
            "## The program",
            ["5: no answer between the title and what follows"],
        ),
        (
            "You call `join`.",
            "```text\n```",
            ["5: no answer between the title and what follows"],
        ),
        ("<!-- asked: pause -->", "", ["5: no words of readers below the title"]),
        ("short: Wait\n", "", ["1: no short title"]),
        (
            "short: Wait",
            f"short: {'W' * 41}",
            ["1: a short title of 41 characters"],
        ),
        ("```python", "```text", ["{end}: no program"]),
        ("../learn/start.md", "../faq/start.md", ["{end}: no link to a lesson"]),
        ("More.\n" * 15, "", ["{end}: a guide of {long} lines"]),
        ("More.\n", "More.\n" * 6, ["{end}: a guide of {long} lines"]),
    ],
)
def test_a_guide_answers_a_question_and_leads_to_a_lesson(old, new, wrong):
    text = GUIDE.replace(old, new) if old else GUIDE
    place, end = "docs/guides/page.md", text.count("\n")
    told = [f"{place}:{each.format(end=end, long=end - 1)}" for each in wrong]
    assert said(text, place) == told


def test_a_short_title_is_that_of_one_page():
    pages = {"docs/a.md": GUIDE, "docs/b.md": GUIDE.replace("Wait", "wait")}
    (told,) = map(str, lessons.repeated(pages))
    assert told.startswith(
        "docs/b.md:1: the short title 'wait' is that of docs/a.md, too"
    )
    pages["docs/b.md"] = GUIDE.replace("Wait", "Sleep")
    pages["docs/c.md"] = "# C\n"
    pages["docs/d.md"] = "# D\n"
    assert list(lessons.repeated(pages)) == []


def test_the_list_of_guides_is_no_guide():
    text = GUIDE.replace("How do I wait?", "Guides").replace("learn/", "faq/")
    assert said(text, "docs/guides/index.md") == []
