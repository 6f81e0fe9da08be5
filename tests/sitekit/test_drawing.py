"""The drawing of an order says, without a script, what its trace says."""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from mkdocs.utils.yaml import yaml_load
from programs import threads

from everyorder import load_source, replay
from sitekit import drawing
from sitekit.drawing.figure import MOST_STEPS
from sitekit.drawing.lanes import MOST, SHAPES
from sitekit.records.orders import Course

ROOT = Path(__file__).parents[2]
LOST = threads(*["global x\nx += 1  # or not"] * 2, setup="x = 0", end="print(x)")
CROSSED = threads(
    *["with a:\n    with b: pass", "with b:\n    with a: pass"],
    setup="a, b = threading.Lock(), threading.Lock()",
)


def figure(source, order, ends="it breaks", good=None):
    bad = Course(replay(load_source(source), order), ends, True)
    return drawing.figure("lost.py", "lost-py", source, bad, good)


def drawn(*given, **more):
    """The same without its line breaks, which say nothing."""
    return figure(*given, **more).replace("\n", "")


def compared():
    """The lost update with an order that keeps its promise."""
    good = Course(replay(load_source(LOST), "any-time:"), "prints '2'", False)
    return figure(LOST, "any-time:1.2-2", good=good)


class Spoken(HTMLParser):
    """The text of a figure that a screen reader can come by."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in ("wbr", "path"):
            attrs = dict(attrs)
            silent = attrs.get("aria-hidden") == "true" or "hidden" in attrs
            self.open.append(silent or tag == "script")

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if not any(self.open):
            self.text += data


@pytest.fixture(scope="module")
def lost():
    return drawn(LOST, "any-time:1.2-2", "prints '1', expected '2'")


def visual(html):
    return html.partition("<details")[0].replace("<wbr>", "")


def cells(html):
    rows = re.findall(r"<tr>(<td>.*?)</tr>", html)
    return [re.findall(r"<td>(.*?)</td>", row) for row in rows]


def test_each_thread_has_a_lane_with_a_name_and_a_shape_of_its_own(lost):
    head = re.search(r'<div class="names">(.*?)</div>', lost)[1]
    assert re.findall(r"</svg>([^<]+)", head) == ["MainThread", "Thread-1", "Thread-2"]
    assert len(set(re.findall(r"<svg.*?</svg>", head))) == 3


def test_a_step_shows_its_source_without_the_comment_and_what_it_did(lost):
    assert "<code><b>5: </b>x += 1</code>" in lost
    assert "or not" not in visual(lost)
    assert "reads x: 0" in visual(lost)
    assert "x is now 1" in visual(lost)


def test_the_switch_stands_right_before_the_step_of_who_came_between(lost):
    after = visual(lost).partition("switch here: Thread-1 could have gone on")[2]
    assert after.index("reads x: 0") < after.index("x is now 1")
    assert visual(lost).count("switch here") == 1


def test_the_last_row_is_the_consequence(lost):
    end = visual(lost).rindex("Prints &#39;1&#39;, expected &#39;2&#39;.")
    assert end > visual(lost).rindex('class="step')


def test_the_consequence_is_for_the_ear_too_and_said_once(lost):
    assert Spoken(lost).text.count("Prints '1', expected '2'.") == 1


def test_each_order_has_a_caption_of_its_own():
    captions = re.findall(
        r'<span data-caption="(\w+)"( hidden)?><b>(.*?)</b>\s*([^<]*)<', compared()
    )
    assert captions == [
        (
            "breaks",
            "",
            "An order that breaks <code>lost.py</code>.",
            "Time runs downward; each thread has its own lane. At ⇄, one thread"
            " stopped in the middle and another ran.",
        ),
        (
            "keeps",
            " hidden",
            "An order in which <code>lost.py</code> goes right.",
            "Time runs downward; each thread has its own lane.",
        ),
    ]


def test_no_reader_is_told_of_preemptions():
    shown = re.sub(r"<script.*?</script>", "", compared(), flags=re.DOTALL)
    assert "preempt" not in shown


def test_a_drawing_is_one_block_of_markdown():
    html = compared()
    assert html.startswith("<figure ")
    lines = html.split("\n")
    assert not [line for line in lines if not line or line != line.lstrip()]
    # With the extensions of the site, between two paragraphs, it comes out as it is.
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    configured = [e for e in settings["markdown_extensions"] if isinstance(e, dict)]
    configs = {name: given for entry in configured for name, given in entry.items()}
    plain = [e for e in settings["markdown_extensions"] if isinstance(e, str)]
    converter = markdown.Markdown(
        extensions=[*plain, *configs], extension_configs=configs
    )
    page = converter.convert(f"One\n\n{html}\n\nTwo")
    assert f"<p>One</p>\n{html}\n" in page


def test_each_shape_has_a_color():
    css = (ROOT / "docs/assets/css/order.css").read_text("utf-8")
    colored = re.findall(r"^\.order \.t(\d+) \{ --thread:", css, re.MULTILINE)
    assert colored == [str(number) for number in range(len(SHAPES))]
    for number in range(1, MOST + 1):
        assert f".lanes-{number} {{" in css
        assert f".lane-{number} {{" in css


def test_colors_hang_on_what_happened_and_not_on_its_words(monkeypatch):
    for kind in ("wait", "acquire"):
        phrases = sys.modules["everyorder.results.trace"].PHRASES
        monkeypatch.setitem(phrases, kind, f"({kind}) {{name}}")
    html = drawn(CROSSED, "any-time:1.2-2")
    assert '<span class="locks">(acquire) a</span>' in html
    assert '<span class="stuck">(wait) a, held by Thread-1</span>' in html


def test_the_table_has_the_same_steps_and_the_drawing_is_for_the_eye(lost):
    assert '<div class="lanes lanes-3" aria-hidden="true"' in lost
    steps = len(re.findall(r'<div class="step ', lost))
    assert len(cells(lost)) == steps
    assert ["4", "Thread-2", "8"] in [row[:3] for row in cells(lost)]


def test_a_lane_shows_what_is_held_and_where_it_waits():
    html = visual(drawn(CROSSED, "any-time:1.2-2"))
    last = html[html.rindex('<div class="step') :]
    rails = re.findall(r'<i class="rail (t\d) lane-\d(?: above-\w+)*(.*?)"', last)
    assert rails == [
        ("t0", " below-wait"),
        ("t1", " below-wait below-held"),
        ("t2", " below-wait below-held"),
    ]
    assert '<span class="stuck">waits for a, held by Thread-1</span>' in last


def test_a_thread_that_ends_with_locks_in_hand_is_told_at_its_end():
    setup = "a, b = threading.Lock(), threading.Lock()"
    html = drawn(threads("a.acquire()\nb.acquire()", setup=setup), "any-time:")
    assert visual(html).count("still holds") == 1
    assert '<span class="stuck">and still holds a, b</span>' in html


def test_an_exception_has_the_color_of_a_failure():
    html = drawn(threads("raise ValueError('no')"), "any-time:")
    assert '<span class="fails">raises ValueError: no</span>' in html


def test_the_drawing_is_wide_from_four_lanes_on():
    for number, wide in ((2, False), (3, True)):
        html = drawn(
            threads(*["log.append(1)"] * number, setup="log = []"), "any-time:"
        )
        assert (f'<div class="lanes lanes-{number + 1} many"' in html) is wide


def test_a_call_is_not_told_twice():
    setup = "import queue\nbelt = queue.Queue()"
    html = visual(drawn(threads('belt.put("Oslo")', setup=setup), "any-time:"))
    assert html.count("belt.put(") == 1


def test_a_wait_that_ends_is_no_alarm(lost):
    assert '<span class="waits">waits for the end of Thread-1</span>' in lost
    assert "stuck" not in lost


def test_a_long_order_says_what_it_left_out_and_draws_the_end():
    source = threads("global x\nfor n in range(60):\n    x = n\n    x", setup="x = 0")
    html = drawn(source, "any-time:", "the end")
    assert len(re.findall(r'<div class="step ', html)) == MOST_STEPS
    assert re.search(r'<p class="left-out">\d+ steps before are left out', html)
    assert "x is now 59" in visual(html)
    assert len(cells(html)) > MOST_STEPS


def test_text_of_a_program_cannot_become_markup():
    source = threads("log.append('</script><b>')", setup="log = []", end="print(log)")
    html = drawn(source, "any-time:", "prints '<b>'")
    assert "<b>'" not in html
    assert html.count("</script>") == 1


def test_the_good_order_can_be_compared(lost):
    html = compared()
    assert html.count('class="course"') == 2
    assert '<p class="ends keeps">' in html
    assert lost.count('class="course"') == 1
    assert "Every order that was tried breaks." in lost


def test_more_threads_than_colors_are_still_drawn():
    html = drawn(threads(*["log.append(1)"] * 8, setup="log = []"), "any-time:")
    assert len(re.findall(r"</svg>Thread-\d", html.partition('"step')[0])) == 8
    assert not re.search(r'class="[^"]*\bt[6-9]\b', html)
