"""The command: exit statuses, JSON, and a clear sentence for each bad input."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time

import pytest
from programs import threads

from everyorder.command import Progress, main

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
FIELDS = [
    "verdict",
    "orders",
    "preemptions",
    "exhaustive",
    "order",
    "outputs",
    "python",
    "seconds",
]


@pytest.fixture
def run(tmp_path, capsys):
    """Runs the command on a program given as text: (status, stdout, stderr)."""

    def run(source, *options, promise=None):
        file = tmp_path / "program.py"
        file.write_text(source)
        if promise is not None:
            (tmp_path / "program.out").write_text(promise)
            options = (*options, "--promise", str(tmp_path / "program.out"))
        status = main([str(file), *options])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_a_kept_promise_is_status_0(run):
    status, out, _ = run("print(1)", promise="1  \n\n")
    assert status == 0
    assert "Holds in every order" in out


def test_a_broken_promise_is_status_1_with_a_table_and_an_order(run):
    status, out, _ = run(LOST, promise="2\n")
    assert status == 1
    assert "line 1 is '1', not '2'" in out
    assert re.search(r"^Thread-1 +\d+  x \+= 1 +x is now 1", out, re.MULTILINE)
    assert "--order any-time:1.2-2" in out


def test_outputs_that_differ_are_listed_and_fail_only_on_demand(run):
    status, out, _ = run(LOST)
    assert status == 0
    assert "Outputs:" in out
    assert run(LOST, "--same-output")[0] == 1


def test_json_has_every_field(run):
    status, out, _ = run(LOST, "--json", promise="2\n")
    report = json.loads(out)
    assert set(FIELDS) <= set(report)
    assert (status, report["verdict"], report["order"]) == (
        1,
        "output",
        "any-time:1.2-2",
    )
    report = json.loads(run(LOST, "--json")[1])
    assert (report["preemptions"], report["exhaustive"], report["orders"]) == (
        None,
        True,
        4,
    )
    assert sorted(o["count"] for o in report["outputs"]) == [2, 2]


def test_a_bound_is_reported(run):
    report = json.loads(run(LOST, "--json", "--preemptions", "1")[1])
    assert (report["verdict"], report["preemptions"]) == ("holds", 1)
    assert report["exhaustive"] is False


def test_a_limit_is_incomplete_and_status_3(run):
    status, out, _ = run(LOST, "--limit", "2")
    assert status == 3
    assert out.startswith("Incomplete")


def test_an_order_is_replayed(run):
    status, out, _ = run(LOST, "--order", "any-time:1.2-2")
    assert status == 0
    assert out.endswith("1\n")


BAD = {
    "no order": (LOST, ["--order", "nonsense"], "any-time: or plain:"),
    "an empty order": (LOST, ["--order", ""], "no order"),
    "a place that is none": (LOST, ["--order", "plain:1"], "no place"),
    "an order that does not fit": (
        "print(1)",
        ["--order", "any-time:1.2-2"],
        "not fit",
    ),
    "an order with absurd numbers": (LOST, ["--order", f"any-time:{9**40}.1-2"], "fit"),
    "a syntax error": ("def", [], "line 1"),
    "a null byte": ("x = 1\n\0", [], "line 2: source code cannot contain null bytes"),
    "another encoding than it says": ("# coding: nonsense\n", [], "cannot be read"),
    "an argument of the program": (LOST, ["-v", "x"], "program.py -- -v x"),
    "no package": (LOST, ["-i", ""], "no name of a package"),
    "a missing input": (LOST, ["--stdin", "nowhere"], "input cannot be read"),
    "two claims": (LOST, ["--reaches", "1", "--same-output"], "one of these"),
    "an opinion on an order": (
        LOST,
        ["--order", "plain:", "--second-opinion", "1"],
        "--order is none",
    ),
    **{
        f"{option} {value}": (LOST, [option, value], "must be")
        for option, values in {
            "--limit": ["0", "-1", "1.5", "x", "nan"],
            "--preemptions": ["-1", "inf", ""],
            "--seconds": ["nan", "inf", "1e999", "-1", "0", ""],
            "--second-opinion": ["nan", "inf", "0"],
            "--seed": ["x", "0.5"],
        }.items()
        for value in values
    },
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_status_2_and_a_sentence(run, what):
    source, options, words = BAD[what]
    status, out, err = run(source, *options)
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    _, out, _ = run(source, *options, "--json")
    assert words in json.loads(out)["error"]


def test_a_missing_file_is_status_2(capsys):
    assert main(["nowhere.py"]) == 2
    assert "There is no file nowhere.py." in capsys.readouterr().err


def test_a_folder_is_status_2(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_bytes_that_are_no_text_are_status_2(tmp_path, capsys):
    (tmp_path / "program.py").write_bytes(b"\xe9 = 1\n")
    assert main([str(tmp_path / "program.py")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", [b"", b"\xef\xbb\xbfprint(1)\n", b"# coding: latin-1\nprint('\xe9')\n"]
)
def test_a_program_may_be_empty_have_a_mark_or_name_its_encoding(text, tmp_path):
    (tmp_path / "program.py").write_bytes(text)
    assert main([str(tmp_path / "program.py")]) == 0


def test_progress_is_for_those_who_watch(monkeypatch, capsys):
    monkeypatch.setattr("everyorder.command.QUIET", -1.0)
    for watched, shown in ((True, "\r7 runs ..."), (False, "")):
        monkeypatch.setattr("sys.stderr.isatty", lambda watched=watched: watched)
        progress = Progress()
        progress.last = -1.0
        assert not progress(7)
        assert capsys.readouterr().err == shown


def test_an_interrupted_search_is_incomplete_and_status_3(run, monkeypatch):
    many = threads(*["global x\nx += 1\nx += 1"] * 3, setup="x = 0")
    monkeypatch.setattr(Progress, "__call__", lambda self, orders: orders > 0)
    status, out, _ = run(many, "--json")
    report = json.loads(out)
    assert (status, report["verdict"]) == (3, "incomplete")
    assert report["orders"] > 0
    assert report["detail"] == "it was interrupted."


def test_unsupported_is_status_2(run):
    status, out, _ = run("import socket\n")
    assert status == 2
    assert "line 1" in out


def test_it_runs_as_a_module(tmp_path):
    file = tmp_path / "program.py"
    file.write_text(LOST)
    command = [sys.executable, "-m", "everyorder", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["verdict"] == "holds"


@pytest.fixture
def command(tmp_path):
    """Starts the command in a process of its own, its hash seed left to chance."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONHASHSEED"}

    def command(source, *options, stderr=subprocess.PIPE, **environment):
        file = tmp_path / "program.py"
        file.write_text(source)
        return subprocess.Popen(
            [sys.executable, "-m", "everyorder", str(file), *options],
            env=kept | environment,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )

    return command


SETS = threads(
    "global x\nfor name in names:\n    x = x + name",
    "global x\nx = x + '!'",
    setup="names, x = set('abcdef'), ''",
    end="print(x)",
)


def test_sets_of_strings_are_the_same_in_each_process(command):
    started = [command(SETS, "--json", "--same-output") for _ in range(3)]
    reports = [json.loads(process.communicate()[0]) for process in started]
    assert len({report["detail"] for report in reports}) == 1
    assert [process.returncode for process in started] == [1, 1, 1]


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_an_interrupted_search_says_so_with_status_3(command):
    terminal, its_end = os.openpty()  # progress is told to those who watch
    body = "for _ in range(9): cell.append(len(cell))"
    process = command(threads(*[body] * 4, setup="cell = []"), stderr=its_end)
    os.close(its_end)
    while os.read(terminal, 1) != b"u":  # of the runs that it counts by now
        pass
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    err = os.read(terminal, 10_000)
    os.close(terminal)
    assert (process.returncode, "interrupted" in out) == (3, True), err
    assert b"Traceback" not in err


def test_a_reader_that_has_enough_ends_it_without_a_traceback(tmp_path):
    file = tmp_path / "long.py"
    file.write_text("for n in range(20_000): print(n)\nimport threading\n1 / 0")
    command = [sys.executable, "-m", "everyorder", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


# --- an order that is printed, run again

WAITS = """\
import sys, threading
gate, ready = threading.Condition(), False
word = input()
def wait():
    with gate:
        if not ready:
            gate.wait()
        assert ready, (word, sys.argv[1:])
def tell():
    global ready
    with gate:
        ready = True
        gate.notify()
threads = [threading.Thread(target=work) for work in (wait, tell)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_what_is_printed_to_replay_an_order_replays_it(run, tmp_path):
    typed = tmp_path / "typed in.txt"
    typed.write_text("word")
    options = ["--spurious", "--stdin", str(typed), "-i", "json", "--", "a", "b c"]
    status, out, _ = run(WAITS, *options)
    assert (status, "goes on: nobody notified it" in out) == (1, True)
    again = shlex.split(out.rpartition("Replay it with ")[2])
    status, out, _ = run(WAITS, *again)
    assert status == 1
    assert "in this order): AssertionError: ('word', ['a', 'b c'])" in out


CLAIMS = {  # options: the status and headline of an order that prints 1, of any order
    (): (0, "Holds in this order.", 0, "Ends in every order"),
    ("--same-output",): (1, "The output differs (in", 1, "The output differs (found"),
    ("--expect", "ends"): (0, "Holds in this order.", 0, "Ends in every order"),
    ("--expect", "raises"): (1, "Not as expected (in", 1, "Not as expected (found"),
    ("--reaches", "1"): (0, "Holds (in this order)", 0, "Holds (found in run"),
    ("--reaches", "7"): (1, "Not printed (in this", 1, "Not printed: no order prints"),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_one_order_is_held_to_each_claim_as_all_are(run, claim):
    one, of_one, every, of_all = CLAIMS[claim]
    status, out, _ = run(LOST, "--order", "any-time:1.2-2", *claim)
    assert (status, out.startswith(of_one)) == (one, True), out
    status, out, _ = run(LOST, *claim)
    assert (status, out.startswith(of_all)) == (every, True), out
    assert out.count("..") == 0


def test_an_order_that_keeps_what_others_break(run):
    assert run(LOST, "--order", "any-time:", "--same-output")[0] == 0
    assert run(LOST, "--order", "plain:", promise="2\n")[0] == 0
    assert run(LOST, "--order", "any-time:1.2-2", promise="2\n")[0] == 1


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--same-output",),
        ("--limit", "2"),
        ("--preemptions", "1"),
        ("--strategy", "dfs", "--limit", "3"),
        ("--strategy", "random", "--limit", "5"),
        ("--reaches", "1"),
        ("--reaches", "7"),
    ],
)
def test_outputs_are_counted_as_orders_or_as_runs(run, options):
    report = json.loads(run(LOST, "--json", *options)[1])
    counted = sum(output["count"] for output in report["outputs"])
    assert counted == report["orders" if report["exhaustive"] else "tried"]


# --- around the report


@pytest.mark.parametrize("option", [[], ["--json"], ["--order", "plain:"]])
@pytest.mark.parametrize("text", ["ä → x", "\udc80"])
def test_letters_that_a_terminal_lacks_are_escaped(command, option, text):
    source = LOST.replace("print(x)", f"print({text!r}, x)")
    process = command(source, *option, PYTHONIOENCODING="ascii")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "\\u" in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has it")  # noqa: PTH110
@pytest.mark.parametrize("option", [[], ["--json"], ["--order", "plain:"]])
def test_a_report_that_cannot_be_written_is_no_verdict(tmp_path, option):
    (tmp_path / "program.py").write_text(LOST)
    given = [sys.executable, "-m", "everyorder", str(tmp_path / "program.py"), *option]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(given, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "The report cannot be written: No space left on device.\n"


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("option", [[], ["--order", "any-time:"]])
def test_ctrl_c_is_never_blamed_on_the_program(command, option):
    slow = "n = 0\nwhile n < 10**9: n += 1\n"
    process = command(slow, *option, PYTHONHASHSEED="0")
    time.sleep(1.5)  # loading the engine, or in the loop
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode in (3, -signal.SIGINT), (out, err)
    assert "Traceback" not in err
    assert "Incomplete" in out or "Stopped." in err


@pytest.mark.parametrize("read", ["input()", "import sys; sys.stdin.readline()"])
def test_a_program_that_reads_is_told_of_stdin(run, read):
    for options in ((), ("--order", "plain:")):
        status, out, _ = run(read, *options)
        assert (status, "--stdin FILE" in out) == (2, True)


@pytest.mark.parametrize("wrong", ["x = (", "return 1", "x = 1\0"])
def test_an_imported_file_that_is_no_python_is_named(run, tmp_path, wrong):
    (tmp_path / "helper.py").write_text(f"\n{wrong}\n")
    status, out, _ = run("import helper\n")
    assert status == 1
    assert 'helper.py", line 2' in out
    assert "<unknown>" not in out


def test_an_extension_in_c_is_refused_though_the_engine_uses_it(run):
    status, out, _ = run("import greenlet\n")
    assert (status, "extension in C" in out) == (2, True)
