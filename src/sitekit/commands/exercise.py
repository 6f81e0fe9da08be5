"""`make exercise NAME=ticket-office`: an exercise to start from, and its page.

Its programs run and are judged at once; what it lacks yet, the tests name one by one.
"""

from sitekit.commands.page import NAME, add_to_nav
from sitekit.commands.records import renew
from sitekit.exercises import FOLDER
from sitekit.site import Site

PAGE = """\
---
description: >-
  {title}: a program to break and to mend. Your answer is judged in every order its
  threads could take.
---

# {title}

*8 minutes, after [Race conditions](../learn/race-conditions.md).*

A ticket office has one number: how many tickets are left. Two windows sell at the same
time, with `sell(count)`, and `left` says how many are there.

Make the number right in every order of the threads. Keep the class `Office`, its method
and `left`; everything else is yours.

## Break it, then mend it

Find an order of the threads in which a sale is not counted. Then mend the class.

```python title="{folder}/starter.py"
--8<-- "{folder}/starter.py"
```

<!--pytest-codeblocks:expected-output-->
```text title="Output"
--8<-- "{folder}/starter.out"
```

## What is checked

{{{{ checks }}}}

## Hints

??? question "Hint 1"
    What is the first step of the line that counts, and what may come before the second?

    ??? question "Hint 2"
        A lock lets one thread in at a time, if everyone asks for the same one.

## Solutions

{{{{ right }}}}

## What others tried

{{{{ wrong }}}}

Next lesson: [Locks](../learn/locks.md).
"""
CLASS = '''\
"""Two windows sell, {what}."""

import threading


class Office:
    def __init__(self, left):
        self.left = left
{made}
    def sell(self, count):
{sell}

'''
MAIN = """
if __name__ == "__main__":
    office = Office(10)
    windows = [
        threading.Thread(target=office.sell, args=(count,))
        for count in (1, 2)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    print(f"tickets left: {office.left}")
"""
LOCK = "        self._lock = threading.Lock()\n"
COUNT = "self.left = self.left - count"
PROGRAMS = {
    "starter.py": CLASS.format(
        what="and a sale gets lost", made="", sell=f"        {COUNT}"
    ),
    "solution.py": CLASS.format(
        what="and each sale counts",
        made=LOCK,
        sell=f"        with self._lock:\n            {COUNT}",
    ),
    "right/by_hand.py": "# RIGHT: The release stands in finally.\n"
    + CLASS.format(
        what="and give back the lock",
        made=LOCK,
        sell="        self._lock.acquire()\n        try:\n"
        f"            {COUNT}\n        finally:\n            self._lock.release()",
    ),
    "wrong/own_lock.py": "# WRONG: Each call makes a lock of its own, which\n"
    "# nobody else asks for.\n"
    + CLASS.format(
        what="each with its own lock",
        made="",
        sell=f"        with threading.Lock():\n            {COUNT}",
    ),
}
CHECK = '''\
"""Two windows sell at the same time, and both sales count.

raises: A sale got lost. Both windows read the same number.
deadlock: A window waits forever.
"""

import threading

from answer import Office

office = Office(10)
windows = [
    threading.Thread(target=office.sell, args=(n,), name=f"window {n}")
    for n in (1, 2)
]
for window in windows:
    window.start()
for window in windows:
    window.join()
left = office.left
assert left == 7, f"10 - 1 - 2 tickets, the office says {left}"
'''


def new_exercise(site: Site, name: str) -> int:
    """Create the folder and the page of an exercise, and its nav entry."""
    if not NAME.fullmatch(name):
        print(
            f"{name!r} cannot be the name of an exercise. Use lower-case words joined"
            " by hyphens: make exercise NAME=ticket-office"
        )
        return 2
    folder, page = site.snippets / FOLDER / name, site.docs / FOLDER / f"{name}.md"
    for path in (folder, page):
        if path.exists():
            print(f"{site.name(path)} exists already; nothing was changed.")
            return 1
    title = name.replace("-", " ").capitalize()
    texts = {
        page: PAGE.format(title=title, folder=f"{FOLDER}/{name}"),
        folder / "checks/a_two_windows.py": CHECK,
    }
    texts |= {folder / path: text + MAIN for path, text in PROGRAMS.items()}
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    add_to_nav(site, f"{FOLDER}/{name}.md")
    print(
        f"Wrote {site.name(page)}, {site.name(folder)}/ and a nav entry in mkdocs.yml."
    )
    return renew(Site(site.root), f"{FOLDER}/{name}")
