"""Arguments and input: the same in every order."""

import pytest

from everyorder import explore, replay
from everyorder.command import main

READS = {
    "input()": "print([input(), input()])",
    "readline": "print([sys.stdin.readline(), sys.stdin.readline()])",
    "iteration": "print(list(sys.stdin))",
    "readlines": "print(sys.stdin.readlines())",
    "read": "print(sys.stdin.read().split('\\n'))",
    "parts": "print([sys.stdin.read(3), sys.stdin.read()])",
}
GIVES = {
    "input()": ["a", "bc"],
    "readline": ["a\n", "bc"],
    "iteration": ["a\n", "bc"],
    "readlines": ["a\n", "bc"],
    "read": ["a", "bc"],
    "parts": ["a\nb", "c"],
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "program.py"


@pytest.mark.parametrize("way", READS)
def test_a_program_reads_what_it_is_fed_by(file, way):
    file.write_text(f"import sys\n{READS[way]}\n")
    report = explore(file, stdin="a\nbc", promise=repr(GIVES[way]))
    assert report.verdict == "holds", report.sentence()


def test_the_end_of_the_input_is_what_python_makes_of_it(file):
    file.write_text(
        "import sys\nprint(repr(sys.stdin.read()), repr(sys.stdin.readline()))\n"
        "try:\n    input()\nexcept EOFError:\n    print('end')\n"
    )
    report = explore(file, stdin="", promise="'' ''\nend")
    assert report.verdict == "holds", report.sentence()


def test_two_threads_read_in_either_order(file):
    file.write_text(
        "import threading\ngot = {}\n"
        "def read(name):\n    got[name] = input()\n"
        "threads = [threading.Thread(target=read, args=(n,)) for n in 'ab']\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\n"
        "print(got['a'], got['b'])\n"
    )
    report = explore(file, stdin="1\n2\n")
    assert set(report.outputs) == {"1 2\n", "2 1\n"}
    broken = explore(file, stdin="1\n2\n", promise="1 2")
    assert replay(file, broken.order, stdin="1\n2\n").output == "2 1\n"


def test_a_program_may_put_another_input_in_place(file):
    file.write_text(
        "import io, sys\nsys.stdin = io.StringIO('own\\n')\nprint(input())\n"
    )
    assert explore(file, promise="own").verdict == "holds"


def test_without_input_reading_is_unsupported(file):
    file.write_text("import sys\nfor line in sys.stdin:\n    pass\n")
    report = explore(file)
    assert (report.verdict, report.line) == ("unsupported", 2)


def test_arguments_come_after_two_dashes(file, tmp_path, capsys):
    file.write_text("import sys\nprint(sys.argv[1:], input())\n")
    (tmp_path / "in.txt").write_text("fed\n")
    given = [str(file), "--stdin", str(tmp_path / "in.txt"), "--order", "any-time:"]
    assert main([*given, "--", "-x", "two"]) == 0
    assert "['-x', 'two'] fed" in capsys.readouterr().out


def test_arguments_of_explore(file):
    file.write_text("import sys\nprint(sys.argv[1:])\n")
    report = explore(file, arguments=["a", "b"], promise="['a', 'b']")
    assert report.verdict == "holds"


def test_input_that_cannot_be_read_is_wrong_use(file, capsys):
    file.write_text("")
    assert main([str(file), "--stdin", str(file / "nowhere")]) == 2
    assert "the input cannot be read" in capsys.readouterr().err
