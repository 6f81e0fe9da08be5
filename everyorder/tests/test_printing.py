"""What print writes, piece by piece, to whatever it is told to write to."""

import pytest
from programs import outputs, threads, verdict

BUFFER = "import io, sys\nlog = []\nbuffer = io.StringIO()"
WRITER = """import sys
log = []
class Writer:
    def write(self, text): log.append(text)
    def flush(self): log.append("flushed")
"""
SHOWN = "print(log)"


def printed(line: str, other: str, setup: str = BUFFER) -> set[str]:
    """What the program can show that runs this beside the other."""
    return outputs(threads(line, other, setup=setup, end=SHOWN))


@pytest.mark.parametrize("file", ["buffer", "sys.stdout"])
def test_another_thread_may_look_between_two_pieces(file):
    setup = f"{BUFFER}\nfile = {file}\n" if file == "buffer" else BUFFER
    source = threads(
        f"print('a', file={file})",
        "log.append(buffer.getvalue())",
        setup=f"{setup}\nkept, sys.stdout = sys.stdout, buffer",
        end=f"sys.stdout = kept\n{SHOWN}",
    )
    assert outputs(source) == {"['']", "['a']", "['a\\n']"}


def test_a_file_may_be_closed_between_two_pieces():
    source = threads("print('a', file=buffer)", "buffer.close()", setup=BUFFER)
    report = verdict(source)
    assert report.verdict == "raises"
    assert "I/O operation on closed file" in report.detail


@pytest.mark.parametrize(
    ("how", "pieces"),
    [
        ("", ["a", "\n"]),
        (", 1, sep='-', end=''", ["a", "-", "1", ""]),
        (", flush=True", ["a", "\n", "flushed"]),
    ],
)
def test_a_writer_is_called_for_each_piece(how, pieces):
    line = f"print('a'{how}, file=Writer())"
    assert printed(line, "pass", WRITER) == {str(pieces)}
    between = [[*pieces[:at], "b", *pieces[at:]] for at in range(len(pieces) + 1)]
    assert printed(line, "log.append('b')", WRITER) == {str(one) for one in between}


def test_the_streams_that_python_began_with_are_those_of_the_run():
    source = threads(*["print('a', file=sys.__stdout__)"] * 2, setup="import sys")
    assert outputs(source) == {"a\na", "aa"}


def test_there_may_be_no_stream():
    source = threads("print('a')", "global sys\ndel sys.stdout", setup="import sys")
    report = verdict(source)
    assert (report.verdict, report.detail.split(" in ")[0]) == (
        "raises",
        "RuntimeError: lost sys.stdout",
    )
