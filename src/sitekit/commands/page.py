"""`make page`: a page to start from, its first program and its nav entry."""

import posixpath
import re

from sitekit.checking.navigation import Navigation
from sitekit.commands.records import renew
from sitekit.site import CONFIG, Site
from sitekit.text import read_text

PAGE = """\
---
description: >-
  {title}: what it means for threads in Python, shown by a complete program, its
  output, and what is guaranteed.
---

# {title}

*5 minutes. After this page you can start a thread and wait for its end.*

```python title="{folder}/hello.py"
--8<-- "{folder}/hello.py"
```

<!--pytest-codeblocks:expected-output-->
```text title="Output"
--8<-- "{folder}/hello.out"
```

## What is guaranteed

`start` returns when the thread has begun, and `join` when it has ended.

## Try it

Start a second thread. How many lines are printed, and which of them comes last?

/// details | Answer
Three. "Done." comes last if you join both threads before you print it.
///
"""

PROGRAM = '''\
"""A thread says hello, and
the main thread waits for it."""

import threading


def greet(name):
    print(f"Hello from {name}.")


worker = threading.Thread(target=greet, args=("a thread",))
worker.start()
worker.join()
print("Done.")
'''


NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new_page(site: Site, name: str) -> int:
    """Create a page, its first program and its nav entry, ready for the tests."""
    part, _, last = name.partition("/")
    parts = sorted(folder.name for folder in site.docs.iterdir() if folder.is_dir())
    parts = [known for known in parts if known != "assets"] or ["learn"]
    if part not in parts or not NAME.fullmatch(last):
        print(
            f"{name!r} cannot be a page's name. Use one of the folders"
            f" {', '.join(parts)} and lower-case words joined by hyphens: make page"
            f" NAME={parts[-1]}/my-topic"
        )
        return 2
    folder = name.replace("-", "_")
    text, program = site.docs / f"{name}.md", site.snippets / folder / "hello.py"
    for file in (text, program):
        if file.exists():
            print(f"{site.name(file)} exists already; nothing was changed.")
            return 1
    title = name.rpartition("/")[2].replace("-", " ").capitalize()
    text.parent.mkdir(parents=True, exist_ok=True)
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(PROGRAM, "utf-8")
    line = add_to_nav(site, f"{name}.md")
    page = PAGE.format(title=title, folder=folder) + _next(Site(site.root), name)
    text.write_text(page, "utf-8")
    print(f"Wrote {site.name(text)} and {site.name(program)}.")
    print(f"Its entry is {CONFIG}:{line}: move it to where readers are to come to it.")
    return renew(Site(site.root), name)


def _next(site: Site, name: str) -> str:
    """The line that leads to the page that follows in the nav, if one does."""
    follows = Navigation(site).follows(f"{name}.md")
    if follows is None:
        return ""
    address = posixpath.relpath(follows, posixpath.dirname(name))
    lines = read_text(site.docs / follows, follows).splitlines()
    title = next((line[2:] for line in lines if line.startswith("# ")), follows)
    return f"\nNext: [{title}]({address}).\n"


def add_to_nav(site: Site, entry: str) -> int:
    """Put the page below the last one of its folder, or of all; the number of its line.

    The file is edited as text: a YAML library would drop its comments.
    """
    config = site.root / CONFIG
    lines = config.read_text("utf-8").rstrip("\n").split("\n")
    folder = posixpath.dirname(entry)
    entries = Navigation(site).entries if folder else []
    same = [e.line for e in entries if posixpath.dirname(e.name) == folder]
    at = max(same, default=len(lines))
    indent = re.match(r"\s*", lines[at - 1])[0] if same else "  "
    lines.insert(at, f"{indent}- {entry}")
    config.write_text("\n".join(lines) + "\n", "utf-8")
    return at + 1
