"""Beside each broken program stands an order that breaks it, and its page shows it."""

from sitekit.records import orders
from tests.conftest import report


def test_every_recorded_order_still_does_what_its_file_says(found):
    due = orders.drawable(found.programs.values())
    report(filter(None, map(orders.problem, due)), orders.ADVICE)


def test_every_order_file_belongs_to_a_broken_program(site, found):
    known = {orders.path_of(p) for p in orders.drawable(found.programs.values())}
    files = set(site.snippets.rglob(f"*{orders.SUFFIX}"))
    report(
        (f"{site.name(file)}: no page shows a broken program of this name" for file in files - known),
        "Delete the file, or name the program _broken.",
    )  # fmt: skip


def test_every_broken_program_is_drawn_on_its_page(site, found, built):
    drawn = {
        name
        for html in built.pages.values()
        for name in html.drawn
    }  # fmt: skip
    report(
        (
            f"{site.name(p.page)}:{p.line}: {p.path.name} is not drawn"
            for p in orders.drawable(found.programs.values())
            if str(p.path) not in drawn
        ),
        "Add a line such as {{ order NAME }} below the program.",
    )
