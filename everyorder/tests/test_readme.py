"""Each example of README.md does what the README says, and shows what it shows."""

import re
from dataclasses import dataclass
from difflib import unified_diff
from itertools import takewhile
from pathlib import Path

import pytest
from complaints import none
from test_plugin import PLUGIN

from everyorder.command import main

pytest_plugins = ["pytester"]
README = Path(__file__).parents[1] / "README.md"
PAGE = "everyorder/README.md"
FENCE = re.compile(r"^```(?P<info>.*)\n(?P<text>(?:.*\n)*?)^```$", re.MULTILINE)
TITLE = re.compile(r'python title="(\S+)"')
# What comes of the tests of each example.
OUTCOMES = {
    "test_account.py": {"failed": 1},
    "test_tickets.py": {"passed": 3},
    "test_transfer.py": {"passed": 2},
    "test_turns.py": {"passed": 1},
}
RUN_ELSEWHERE = {"guests.py", "jars/checks/a_two_add.py", "mine.py"}  # by the command


@dataclass(frozen=True)
class Block:
    """What stands between two fences, and where."""

    info: str
    text: str
    line: int

    @property
    def title(self) -> str:
        found = TITLE.fullmatch(self.info)
        return found[1] if found else ""

    @property
    def where(self) -> str:
        return f"{PAGE}:{self.line}{self.title and f', {self.title}'}"

    def line_of(self, text: str) -> int:
        """Where the page has the first line of this part of the block."""
        return self.line + self.text.count("\n", 0, self.text.index(text))


def blocks(page: str) -> list[Block]:
    return [
        Block(
            found["info"], found["text"], page.count("\n", 0, found.start("text")) + 1
        )
        for found in FENCE.finditer(page)
    ]


BLOCKS = blocks(README.read_text("utf-8"))
EXAMPLES = {block.title: block for block in BLOCKS if block.title}


def shown(name: str) -> Block:
    """The block behind an example: what comes of it, as the README shows it."""
    after = BLOCKS[BLOCKS.index(EXAMPLES[name]) + 1 :]
    return after[0]


def differs(block: Block, wanted: str, now: str) -> list[str]:
    """Where the README shows something else than there is."""
    if wanted == now:
        return []
    shown, printed = wanted.splitlines(), now.splitlines()
    pairs = zip(shown, printed, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return [
        f"{PAGE}:{block.line_of(wanted) + same}: the README does not show what is"
        " printed now. If what is printed is right, copy it there; if not, mend what"
        " prints it.",
        *unified_diff(shown, printed, "shown", "printed", lineterm="", n=1),
    ]


def untested(examples, outcomes=OUTCOMES) -> list[str]:
    """Examples of which nobody says what comes of them, and the other way round."""
    known = {*outcomes, *RUN_ELSEWHERE}
    return [
        f"{examples[name].where}: no test runs this example. Add what comes of it to"
        " OUTCOMES in everyorder/tests/test_readme.py."
        for name in examples
        if name not in known
    ] + [
        f"{PAGE}: the example {name} is gone. Put it back, or take it out"
        " of OUTCOMES in everyorder/tests/test_readme.py."
        for name in known
        if name not in examples
    ]


def outcome(result, name: str) -> list[str]:
    """Whether the tests of an example end as they should."""
    counted = result.parseoutcomes()
    if counted == OUTCOMES[name]:
        return []
    return [
        f"{EXAMPLES[name].where}: pytest counts {counted}, not {OUTCOMES[name]}. Mend"
        " the example or what it shows; or, if this is right, say so in OUTCOMES of"
        " everyorder/tests/test_readme.py. pytest says:",
        *result.outlines,
    ]


@pytest.fixture
def run(pytester):
    """Runs pytest with the plugin on an example."""
    pytester.makeini("[pytest]\n")

    def run(name, *options):
        source = EXAMPLES[name].text
        pytester.makepyfile(**{name.removesuffix(".py"): source})
        return pytester.runpytest_inprocess(*PLUGIN, *options)

    return run


def test_every_example_is_tested():
    none(untested(EXAMPLES))


def test_the_command_prints_what_is_shown(tmp_path, monkeypatch, capsys):
    console = shown("guests.py")
    line, printed = re.search(r"\$ everyorder (.*)\n((?:.*\n)*)", console.text).groups()
    (tmp_path / "guests.py").write_text(EXAMPLES["guests.py"].text)
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == 1, f"{console.where}: the claim is to be broken"
    none(differs(console, printed, capsys.readouterr().out))


def test_the_command_judges_the_answer_as_is_shown(tmp_path, monkeypatch, capsys):
    console = shown("mine.py")
    line, printed = re.search(r"\$ everyorder (.*)\n((?:.*\n)*)", console.text).groups()
    for name in ("jars/checks/a_two_add.py", "mine.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(EXAMPLES[name].text)
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == 1, f"{console.where}: the answer is to be refused"
    none(differs(console, printed, capsys.readouterr().out))


@pytest.mark.parametrize("name", [name for name in OUTCOMES if name in EXAMPLES])
def test_the_tests_of_an_example_end_as_they_should(run, name):
    none(outcome(run(name), name))


def test_the_table_of_the_test_that_fails_is_shown(run):
    table = shown("test_account.py")
    printed = [
        line.removeprefix("E").split() for line in run("test_account.py").outlines
    ]
    none(
        f"{PAGE}:{table.line_of(line)}: the README shows a line that the failure does"
        f" not have:\n{line}\nCopy the table from what pytest prints for test_account.py."
        for line in table.text.splitlines()
        if line.split() not in [words[-len(line.split()) :] for words in printed]
    )


def test_the_order_of_the_test_that_fails_runs_again(run):
    name = "test_account.py"
    order = re.search(r"--everyorder-replay (\S+)", run(name).stdout.str())[1]
    test = f"{name}::test_two_withdrawals_leave_no_debt"
    again = run(name, "--everyorder-replay", order, test)
    none(outcome(again, name))
    again.stdout.fnmatch_lines(["*Raises at line * (in this order): AssertionError*"])


# --- what is said when they do not

SMALL = """\
# Page

```python title="a.py"
print(1)
```

```console
$ everyorder a.py
1
```
"""


def test_blocks_are_found_with_their_lines():
    assert blocks(SMALL) == [
        Block('python title="a.py"', "print(1)\n", 4),
        Block("console", "$ everyorder a.py\n1\n", 8),
    ]


def test_a_difference_is_told_with_the_line_of_the_readme():
    block = blocks(SMALL)[1]
    assert differs(block, "1\n", "1\n") == []
    said = differs(block, "1\n", "2\n")
    assert said[0].startswith("everyorder/README.md:9: the README does not show")
    assert said[-2:] == ["-1", "+2"]


def test_an_example_that_no_test_runs_is_told_and_one_that_is_gone():
    first, *gone = untested({"a.py": blocks(SMALL)[0]}, {})
    assert first.startswith("everyorder/README.md:4, a.py: no test runs this example.")
    assert len(gone) == len(RUN_ELSEWHERE)
    assert any(
        said.startswith("everyorder/README.md: the example guests.py is gone.")
        for said in gone
    )
