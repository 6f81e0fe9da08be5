"""Names in code lead to their rows, and get in nobody's way."""

from tests.browser.conftest import here

LESSON = "learn/queues/"
FIGURE = "#learn-queues-belt-py"
ROW = "reference/queue/#queue.Queue.put"


def test_a_name_in_the_code_leads_to_its_row(visit, address):
    tab = visit(LESSON)
    tab.locator(f"{FIGURE} .listing a", has_text="put").click()
    tab.wait_for_url(address + ROW)
    heading = tab.locator("[id='queue.Queue.put']")
    assert heading.inner_text().startswith("Queue.put")
    assert heading.evaluate("e => e.getBoundingClientRect().top") < 200


def test_the_tab_key_finds_the_names_in_the_fold_and_not_in_the_code(visit, address):
    tab = visit(LESSON)
    tab.locator(f"{FIGURE} a.link").focus()
    passed = 0
    while not tab.evaluate("document.activeElement.matches('.record summary')"):
        tab.keyboard.press("Tab")
        passed += 1
    assert passed < 4  # the output is copied, perhaps scrolled
    tab.keyboard.press("Enter")
    found = []
    while not found or "how-this-site" not in found[-1]:
        tab.keyboard.press("Tab")
        found.append(tab.evaluate("document.activeElement.href"))
    in_code = tab.evaluate(
        f"[...document.querySelectorAll('{FIGURE} .listing a')].map(({{ href }}) => href)"
    )
    assert address + ROW in in_code
    assert found[:-1] == in_code


def test_links_add_nothing_to_what_is_copied_and_edited(visit, found):
    tab = visit(LESSON)
    program = next(p for p in found.programs.values() if p.path.name == "belt.py")
    code = tab.locator(f"{FIGURE} .listing code")
    assert code.evaluate("e => e.textContent") == program.text
    heights = code.evaluate(
        "e => [e.offsetHeight, e.innerHTML.replace(/<a [^>]*>|<\\/a>/g, '')]"
    )
    code.evaluate("(e, bare) => { e.innerHTML = bare }", heights[1])
    assert code.evaluate("e => e.offsetHeight") == heights[0]
    assert here(tab).endswith(LESSON)
