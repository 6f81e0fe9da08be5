"""What a page is begun with, for each part of the site: `make page` writes it.

A skeleton keeps the rules of its part as far as an empty page can. What only its author
can write stands there as a line that begins with OPEN, which the rules tell until it is
done; so does what they ask of every page of that part (checking/lessons.py).
"""

from dataclasses import dataclass

from sitekit.checking.prose import OPEN
from sitekit.publishing.messages import FOLDER as ERRORS

LESSONS, GUIDES = "learn", "guides"


@dataclass(frozen=True)
class Skeleton:
    """The page and its first program, `name` in its folder; "" for a page without one.

    On the page, {title}, {question} and {folder} stand for what its name says.
    """

    page: str
    name: str = ""
    program: str = ""


FRONT = f"""\
---
description: >-
  {OPEN}: in one sentence of 80 to 160 characters, say what readers find on this page.
---
"""
SHORT = FRONT.replace("description", "short: {title}\ndescription")
SHOWN = """\
```python title="{folder}/NAME.py"
--8<-- "{folder}/NAME.py"
```

<!--pytest-codeblocks:expected-output-->
```text title="Output"
--8<-- "{folder}/NAME.out"
```
"""
HELLO = '''\
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
LESSON = Skeleton(
    f"""{FRONT}
# {{title}}

*5 minutes. After this page you can start a thread and wait for its end.*

{SHOWN.replace("NAME", "hello")}
{OPEN}: why it works, in words that a newcomer knows.

## What is guaranteed

`start` returns when the thread has begun, and `join` when it has ended.

## Try it

Start a second thread. How many lines are printed, and which of them comes last?

/// details | Answer
Three. "Done." comes last if you join both threads before you print it.
///
""",
    "hello",
    HELLO,
)
GUIDE = Skeleton(
    f"""{SHORT}
# {{question}}
<!-- asked: -->

{OPEN}: answer here, before any program: what to do, what is guaranteed and what is
typical, and on which versions.

{SHOWN.replace("NAME", "hello")}
{OPEN}: in place of this program, one to keep: timeouts, an error for each item, a clean
end. Then say what a reader may change in it.

## The trap: {OPEN}, what most answers get wrong
<!-- asked: -->

{OPEN}: a program that shows it, `NAME_broken.py` with its drawn order where order
matters, and why it goes wrong.

## What you may see

{OPEN}: each message, verbatim, with a link to [its section](../{ERRORS}/index.md).

{OPEN}: explained in [the lesson](../{LESSONS}/start-and-join.md).
""",
    "hello",
    HELLO,
)
MESSAGE = "RuntimeError: cannot join thread before it is started"
MESSAGES = Skeleton(
    f"""{FRONT}
# {{title}}

*What Python says of {{subject}}. [All messages](index.md).*

## `{MESSAGE}`
<!-- asked: -->

{OPEN}: your message in the heading, as it is printed, and here what it means.

<!--pytest.mark.exits("{MESSAGE}", code=1)-->
{SHOWN.replace("NAME", "join_first")}
{OPEN}: the shortest program that ends so, and here what to do. Explained in
[the lesson](../{LESSONS}/start-and-join.md). A program to keep:
[the guide](../{GUIDES}/index.md).
""",
    "join_first",
    '''\
"""join() comes before start()."""

import threading

worker = threading.Thread(target=print, args=("done",))
worker.join()
''',
)
OTHER = Skeleton(
    f"""{FRONT}
# {{title}}

*{OPEN}: what this page is about, and for whom.*

## {OPEN}: a heading in a reader's words
<!-- asked: -->

{OPEN}: the answer, with a link to the program or the lesson that shows it.
"""
)
SKELETONS = {LESSONS: LESSON, GUIDES: GUIDE, ERRORS: MESSAGES}


def skeleton(part: str) -> Skeleton:
    """That of the pages of a folder below docs/."""
    return SKELETONS.get(part, OTHER)
