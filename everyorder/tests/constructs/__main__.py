"""`python everyorder/tests/constructs [PART]`: what the engine says of each program.

    holds 6      list: box.append(9) while box[0]
    output 3     list: box.append(9) while len(box)

The number is that of the orders. PART chooses names that contain it; `--full` crosses
the tables of the containers without gaps. With `--observe`, a program that holds is run
by the interpreter as well, and two outcomes there are a mistake of the engine: its line
begins with FALSE. Each program has a process and a few seconds of its own.
"""

import argparse
import multiprocessing
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # of the folder that this is run as

from constructs import programs
from constructs.observe import outcomes
from everyorder import explore
from everyorder.instrument.program import ProgramError, load_source

SECONDS = 10  # for a program


def verdict(source: str) -> str:
    """The engine's verdict and the number of orders, or why there is none."""
    try:
        report = explore(load_source(source), same_output=True)
    except ProgramError as error:
        return f"{error.verdict}: {error}"
    if report.verdict in ("unsupported", "incomplete"):
        return f"{report.verdict}: {report.detail}"
    return f"{report.verdict} {report.orders}"


def line(source: str, observe: bool) -> str:
    said = verdict(source)
    if not observe or not said.startswith("holds"):
        return said
    shown = outcomes(source)
    texts = " | ".join(" ".join(text.split()) for text in sorted(shown))
    return f"{'FALSE ' * (len(shown) > 1)}{said}: {texts}"


def _quietly(source: str, observe: bool, answer) -> None:
    """Runs in a process of its own, whose threads may write what they raise."""
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    answer.send(line(source, observe))


def within(seconds: float, source: str, observe: bool) -> str:
    """The line on a program, from a process that is ended when the time is over."""
    context = multiprocessing.get_context("fork")
    answer, question = context.Pipe(False)
    process = context.Process(target=_quietly, args=(source, observe, question))
    process.start()
    question.close()
    try:
        return answer.recv() if answer.poll(seconds) else "no answer in time"
    except EOFError:
        return "no answer: the process ended"
    finally:
        process.kill()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python everyorder/tests/constructs")
    parser.add_argument("part", nargs="?", default="")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--observe", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the programs, too")
    given = parser.parse_args()
    for name, source in programs(given.full):
        if given.part in name:
            said = within(SECONDS * (1 + given.observe), source, given.observe)
            print(f"{said:12} {name}", flush=True)
            if given.show:
                print(source)


if __name__ == "__main__":
    main()
