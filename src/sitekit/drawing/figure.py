"""Draws one order of a program: a lane for each thread, time downward.

A pure function of a trace and the source it ran: HTML and SVG that need no JavaScript,
with a table of the same for those who cannot see it. It runs nothing. The lanes are in
lanes.py, the look in order.css, the player in docs/assets/js/order/.
"""

import io
import json
import re
import tokenize
from html import escape

from everyorder.trace import Preemption, Row, Trace, phrases, rows
from sitekit.drawing.lanes import Lanes, head, look, rails
from sitekit.records.orders import Course

MOST_ROWS = 40
BREAKS = re.compile(r"([(\[.,])(?=[^\s)])")  # where a long line may be broken
SWITCHED = " At \u21c4 a thread could have gone on, but another one did."


def figure(
    path: str, anchor: str, source: str, bad: Course, good: Course | None
) -> str:
    """The orders of one program as a figure: the breaking one, then the good one.

    `anchor` is the id of the figure that shows the program itself.
    """
    name = escape(path.rpartition("/")[2])
    kept = ""
    if good is not None:
        kept = (
            '<details class="course" data-course="keeps">'
            "<summary>The same program in an order that keeps its promise</summary>"
            f"{_course(good, source)}</details>"
        )
    switched = SWITCHED if bad.trace.preemptions else ""
    always = "" if good is not None else " Every order that was tried breaks."
    return (
        f'<figure class="order" data-search-exclude data-program="{escape(path)}"'
        f' data-figure="{anchor}">'
        f"<figcaption><b>An order that breaks <code>{name}</code>.</b> Time runs"
        f" downward, one lane a thread.{switched}{always}</figcaption>"
        f'<div class="course" data-course="breaks">{_course(bad, source)}</div>'
        f"{kept}</figure>"
    )


def _course(course: Course, source: str) -> str:
    """The drawing of one order, its table, and its trace for the player."""
    trace = course.trace
    text = json.dumps(trace.to_json(), separators=(",", ":"), ensure_ascii=False)
    text = text.replace("<", "\\u003c")
    return (
        f"{_drawing(course, source)}{_table(course, source)}"
        f'<script type="application/json">{text}</script>'
    )


# --- the drawing


def _drawing(course: Course, source: str) -> str:
    trace = course.trace
    every = rows(trace)
    first = _first(every)
    shown, left_out = every[first:][-MOST_ROWS:], len(every[first:]) - MOST_ROWS
    lanes = Lanes(trace, every)
    for row in every[: len(every) - len(shown)]:
        lanes.take(row.events)
    code = code_lines(source)
    parts = [head(trace, lanes)]
    if left_out > 0:
        parts.append(f'<p class="left-out">{left_out} steps before are left out.</p>')
    before = None
    for row in shown:
        switch = _switch(trace, row)
        if switch is not None:
            parts.append(_switch_row(trace, lanes, switch))
        fresh = before != row.thread or switch is not None
        parts.append(_row(trace, lanes, row, code, fresh))
        before = row.thread
    mark = "breaks" if course.broken else "keeps"
    parts.append(f'<p class="ends {mark}">{escape(sentence(course.ends))}</p>')
    count = len(lanes.lanes)
    wide = " many" if count > 3 else ""
    return (
        f'<div class="lanes{wide}" aria-hidden="true" style="--lanes:{count}">'
        f"{''.join(parts)}</div>"
    )


def _first(every: list[Row]) -> int:
    """Where a second thread comes to life; with one thread, the beginning."""
    for number, row in enumerate(every):
        if any(event.kind == "start" for event in row.events):
            return number
    return 0


def _switch(trace: Trace, row: Row) -> Preemption | None:
    """The preemption right before this row, if there is one."""
    first, last = row.events[0].index, row.events[-1].index
    for switch in trace.preemptions:
        if first <= switch.index <= last:
            return switch
    return None


def _row(trace: Trace, lanes: Lanes, row: Row, code, fresh: bool) -> str:
    before = lanes.looks()
    lanes.take(row.events)
    column = lanes.column[row.thread]
    name = escape(trace.name(row.thread))
    text = code.get(row.line, "")
    effects = _effects(trace, lanes, row, text)
    source = BREAKS.sub(r"\1<wbr>", escape(text))
    line = f"<code><b>{row.line}: </b>{source}</code>" if row.line else ""
    return (
        f'<div class="step {look(column)}{" fresh" if fresh else ""}"'
        f' data-from="{row.events[0].index}" data-until="{row.events[-1].index + 1}">'
        f"{rails(before, lanes.looks(), column)}"
        f'<div class="what" style="--column:{column}"><b class="who">{name}</b>'
        f"{line}{effects}</div></div>"
    )


def _effects(trace: Trace, lanes: Lanes, row: Row, text: str) -> str:
    """What happened in a row, but for calls that say what the source says."""
    stuck = trace.stuck(row.thread) in row.events
    said = [(p, _tone(p, stuck)) for p in phrases(row.events, trace)]
    held = lanes.lanes[row.thread].held
    if row.events[-1].kind == "end" and held:
        said.append((f"and still holds {', '.join(held)}", "stuck"))
    plain = text.replace('"', "'")
    return "".join(
        f'<span class="{tone}">{escape(phrase)}</span>'
        for phrase, tone in said
        if phrase not in plain
    )


def _tone(phrase: str, stuck: bool) -> str:
    word = phrase.partition(" ")[0]
    waits = "stuck" if stuck else "waits"
    return {"waits": waits, "raises": "fails", "takes": "locks"}.get(word, "does")


def _switch_row(trace: Trace, lanes: Lanes, switch: Preemption) -> str:
    looks = lanes.looks()
    column = lanes.column[switch.thread]
    return (
        f'<div class="switch" style="--column:{column}">{rails(looks, looks)}'
        f"<span><b>{escape(_could(trace, switch))}</b></span></div>"
    )


def _could(trace: Trace, switch: Preemption) -> str:
    return f"switch here: {trace.name(switch.thread)} could have gone on"


def sentence(ends: str) -> str:
    return ends[:1].upper() + ends[1:] + "."


def code_lines(source: str) -> dict[int, str]:
    """Each line of the source by number, without its comment."""
    lines = dict(enumerate(source.splitlines(), 1))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            number, at = token.start
            lines[number] = lines[number][:at]
    return {number: line.strip() for number, line in lines.items()}


# --- the table


def _table(course: Course, source: str) -> str:
    trace = course.trace
    every = rows(trace)
    code = code_lines(source)
    body = []
    for number, row in enumerate(every[_first(every) :], 1):
        switch = _switch(trace, row)
        happened = phrases(row.events, trace)
        if switch is not None:
            happened.insert(
                0, f"switch: {trace.name(switch.thread)} could have gone on"
            )
        cells = (
            str(number),
            escape(trace.name(row.thread)),
            str(row.line or ""),
            f"<code>{escape(code.get(row.line, ''))}</code>",
            escape("; ".join(happened)),
        )
        body.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return (
        '<details class="order-table"><summary>The same steps as a table</summary>'
        '<div tabindex="0" role="region" aria-label="Steps as a table">'
        '<table class="steps"><thead><tr><th scope="col">Step</th>'
        '<th scope="col">Thread</th><th scope="col">Line</th>'
        '<th scope="col">Source</th><th scope="col">What happens</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
        f"<p>{escape(sentence(course.ends))}</p></details>"
    )
