"""Is each rule of the engine held by a test? Faults are put into it, one at a time.

    python everyorder/tests/mutants.py [-n HOW MANY] [--seed N] [PART OF A PATH ...]

A mutant is the engine with one fault in one of RULES: a mode that is weaker, a condition
that is turned round, a call that is left out, an entry of a table that is missing. It
is killed by the first test that fails. Those that survive are printed with their line:
each shows a test that is missing, or code that changes nothing but the speed.

Each mutant lives in a copy of the package; the tests are those of this folder without
the oracle's, the quick and wide ones first.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "src/everyorder"
RULES = ("operations", "runtime/sharing.py", "strategies", "instrument", "model")
WEAKER = {"WRITE": "WHOLE", "STORE": "ITEM", "WHOLE": "ITEM", "ACQUIRE": "ITEM"}
LEFT_OUT = {
    *("touch", "touch_always", "touch_unknown", "touch_held", "visit", "pause", "at"),
    *("access", "rests", "rests_on", "restructures", "note", "hold", "tells_apart"),
}
FIRST = (
    *("test_racy_programs.py", "test_language.py", "test_counts.py", "test_pools.py"),
    *("test_constructs.py", "test_switch_points.py", "test_verdicts.py"),
)
LAST = ("test_oracle_agrees.py", "test_cpython.py")
SECONDS = 900  # that the tests of one mutant may take


@dataclass(frozen=True)
class Mutant:
    """A file with one part replaced; columns count bytes, as ast does."""

    path: Path
    line: int
    start: int
    end: int
    text: str

    def write(self, folder: Path) -> None:
        file = folder / self.path.relative_to(PACKAGE)
        lines = file.read_bytes().splitlines(keepends=True)
        line = lines[self.line - 1]
        lines[self.line - 1] = (
            line[: self.start] + self.text.encode() + line[self.end :]
        )
        file.write_bytes(b"".join(lines))

    def __str__(self) -> str:
        line = self.path.read_bytes().splitlines()[self.line - 1]
        shown = line[self.start : self.end].decode()
        place = self.path.relative_to(HERE.parent)
        return (
            f"{place}:{self.line}: {shown!r} -> {self.text!r}: {line.decode().strip()}"
        )


def mutants(path: Path) -> Iterator[Mutant]:
    """Each fault that can be put into this file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for part, text in _faults(node):
            if part.lineno == part.end_lineno:
                place = (part.lineno, part.col_offset, part.end_col_offset)
                yield Mutant(path, *place, text)


def _faults(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """(part of the source, what stands there instead)."""
    match node:
        case ast.Call(args=args):
            modes = [a for a in args if isinstance(a, ast.Name) and a.id in WEAKER]
            yield from ((mode, WEAKER[mode.id]) for mode in modes)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name)) as call):
            if name in LEFT_OUT:
                yield call, "None"
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, f"not ({ast.unparse(test)})"
        case ast.BoolOp(op=op, values=values):
            nothing = "True" if isinstance(op, ast.And) else "False"
            yield from ((value, nothing) for value in values)
        case ast.Set(elts=[first, *_, last]):
            yield last, ast.unparse(first)


def killed(mutant: Mutant, folder: Path) -> str:
    """The test that fails with this mutant; "" if it survives."""
    shutil.copytree(PACKAGE, folder / "everyorder")
    mutant.write(folder / "everyorder")
    rest = sorted(HERE.glob("test_*.py"), key=_rank)
    tests = [str(test) for test in rest if test.name not in LAST]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no"]
    command += ["-c", os.devnull, "--rootdir", str(HERE), "-o", f"pythonpath={HERE}"]
    command += ["-p", "no:cacheprovider", "-n", "2", "--dist", "load", *tests]
    settings = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    try:
        done = subprocess.run(
            command, env=settings, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return "it does not end"
    if not done.returncode:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    return failed[0] if failed else "it does not start"


def _rank(file: Path) -> int:
    return FIRST.index(file.name) if file.name in FIRST else len(FIRST)


def chosen(parts: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """So many of all, drawn with this seed; of files whose path has one of the parts."""
    files = [
        file
        for rule in RULES
        for file in sorted(
            [PACKAGE / rule] if rule.endswith(".py") else (PACKAGE / rule).glob("*.py")
        )
        if not parts or any(part in str(file) for part in parts)
    ]
    found = [mutant for file in files for mutant in mutants(file)]
    return random.Random(seed).sample(found, min(count, len(found)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help="part of a path")
    parser.add_argument("-n", type=int, default=40, help="how many mutants")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    survivors, began = [], time.monotonic()
    picked = chosen(given.parts, given.n, given.seed)
    for mutant in picked:
        with tempfile.TemporaryDirectory() as folder:
            by = killed(mutant, Path(folder))
        print(f"{'killed  ' if by else 'SURVIVES'} {mutant}  {by[:80]}", flush=True)
        if not by:
            survivors.append(mutant)
    share = 100 * (len(picked) - len(survivors)) / max(1, len(picked))
    seconds = time.monotonic() - began
    print(f"{len(picked)} mutants, {share:.0f} % killed, {seconds:.0f} s")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main())
