"""Names in highlighted code become links, and not one character is added."""

import html
import re

import pytest

from sitekit.publishing.code_links import Linker, once
from sitekit.reference.uses import uses
from tests.sitekit.test_uses import LIBRARY

PROGRAM = """\
import threading
from queue import Queue

line = Queue()


def work():
    with lock:
        line.put("<&>" + threading.current_thread().name)
        line.put(None)


lock = threading.Lock()
"""
SPAN = re.compile(r"\w+|\s+|[^\w\s]")


def highlighted(code):
    """As pymdownx has it: each word in a span, quotes and angles escaped."""
    spans = (f'<span class="n">{html.escape(w)}</span>' for w in SPAN.findall(code))
    inside = f"<pre><span></span><code>{''.join(spans)}\n</code></pre>"
    return f'<div class="language-python highlight">{inside}</div>'


def figure(code, fold='<details class="record"></details>'):
    return f'<figure id="a" class="program">{highlighted(code)}{fold}</figure>'


def linked(built, *programs, address="../r/#{}".format):
    return Linker(lambda text: uses(text, LIBRARY), address, programs).page(built)


def links(built):
    return re.findall(r'<a href="([^"]*)"([^>]*)>([^<]*)</a>', built)


def test_the_first_use_of_each_name_is_linked_and_the_import_is_not():
    page = linked(highlighted(PROGRAM))
    assert links(page) == [
        ("../r/#queue.Queue", "", "Queue"),
        ("../r/#queue.Queue.put", "", "put"),
        ("../r/#threading.current_thread", "", "current_thread"),
        ("../r/#threading.Thread.name", "", "name"),
        ("../r/#threading.Lock", "", "Lock"),
    ]
    assert page.index(">Queue</a>") > page.index(">line<")


def test_an_import_is_linked_where_there_is_no_other_use():
    (link,) = links(linked(highlighted("from queue import Queue\n")))
    assert link[2] == "Queue"


@pytest.mark.parametrize("build", [highlighted, figure])
def test_without_the_links_the_page_is_as_it_was(build):
    before = f"<p>a</p>{build(PROGRAM)}<p>b</p>{build('x = 1')}<p>c</p>"
    after = linked(before)
    assert after != before
    assert re.sub(r"<a href=[^>]*>|</a>", "", after) == before


def test_in_a_figure_whose_fold_lists_the_names_they_are_no_tab_stops():
    assert {order for _, order, _ in links(linked(figure(PROGRAM)))} == {
        ' tabindex="-1"'
    }
    assert {order for _, order, _ in links(linked(figure(PROGRAM, "")))} == {""}


def test_names_without_a_row_stay_as_they_are():
    page = linked(
        highlighted(PROGRAM),
        address=lambda name: None if name.startswith("threading") else "r",
    )
    assert [text for _, _, text in links(page)] == ["Queue", "put"]


def test_an_excerpt_is_read_as_the_part_of_its_program():
    part = 'line.put("<&>" + threading.current_thread().name)\nline.put(None)'
    assert links(linked(highlighted(part))) == []
    page = linked(highlighted(part), "x = 1\n", PROGRAM)
    assert [text for _, _, text in links(page)] == ["put", "current_thread", "name"]


def test_other_blocks_are_left_alone():
    diff = highlighted(PROGRAM).replace("language-python", "language-diff")
    text = "<p><code>threading.Lock</code></p>"
    assert linked(diff + text) == diff + text


def test_a_name_that_a_tag_cuts_through_is_left_alone():
    cut = highlighted("import threading\nthreading.Lock").replace(
        ">Lock<", ">Lo</span><span>ck<"
    )
    assert linked(cut) == cut


def test_once_means_the_first_place():
    found = once(uses(PROGRAM, LIBRARY))
    assert [(use.name, use.line) for use in found][:2] == [
        ("queue.Queue", 4),
        ("queue.Queue.put", 9),
    ]
