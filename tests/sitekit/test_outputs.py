"""Where Pythons write different things, each is held to the output that names it."""

import sys
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from sitekit.commands import outputs as recording
from sitekit.pages import read_page
from sitekit.pages.outputs import fits, pick, title_of, when_of
from sitekit.programs import collect
from sitekit.records import claims
from sitekit.releases import Release
from sitekit.running import Outcome, check, python_at
from sitekit.site import Site

PROGRAM = PurePosixPath("learn/seats.py")


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("learn/seats.out", ""),
        ("learn/seats.until-3.12.out", "until-3.12"),
        ("learn/seats.on-3.13.out", "on-3.13"),
        ("learn/seats.on-3.13.0.out", "on-3.13.0"),
        ("learn/seats.on-3.13-to-3.14.out", "on-3.13-to-3.14"),
        ("learn/seats.free-threaded.out", "free-threaded"),
        ("faq/seats.out", None),
        ("learn/seats.until-3.12.txt", None),
        ("learn/seats.free-threaded", None),
        ("learn/seats", None),
        ("learn/other.out", None),
        ("learn/other.until-3.12.out", None),
        ("learn/seats2.out", None),
        ("learn/seatsuntil-3.12.out", None),
        ("learn/seats..until-3.12.out", None),
        ("learn/seats.since-3.12.out", None),
        ("learn/seats.until-3.12.1.out", None),
        ("learn/seats.until-3.out", None),
        ("learn/seats.on-3.out", None),
        ("learn/seats.on-3.13.0.1.out", None),
        ("learn/seats.on-3.13t.out", None),
        ("learn/seats.on-3.13-to.out", None),
        ("learn/seats.on-3.13.0-to-3.14.out", None),
        ("learn/seats.very-free-threaded.out", None),
    ],
)
def test_the_name_of_an_output_says_which_pythons_write_it(name, when):
    assert when_of(PurePosixPath(name), PROGRAM) == when


def test_each_title_names_its_pythons():
    assert title_of("") == "Output"
    assert title_of("until-3.12") == "Output on Python 3.12 and older"
    assert title_of("on-3.13") == "Output on Python 3.13"
    assert title_of("on-3.13.0") == "Output on Python 3.13.0"
    assert title_of("on-3.13-to-3.14") == "Output on Python 3.13 to 3.14"
    assert title_of("free-threaded") == "Output on a free-threaded build"


@pytest.mark.parametrize(
    ("numbers", "fitting"),
    [((3, 9, 9), True), ((3, 12, 7), True), ((3, 13, 0), False), ((4, 0, 0), False)],
)
def test_until_a_version_includes_its_patch_releases_and_no_newer_one(numbers, fitting):
    assert fits("until-3.12", numbers, free_threaded=False) is fitting
    assert fits("until-3.12", numbers, free_threaded=True) is fitting
    assert fits("free-threaded", numbers, free_threaded=fitting) is fitting


@pytest.mark.parametrize(
    ("when", "fitting"),
    [
        ("on-3.13", [(3, 13, 0), (3, 13, 15)]),
        ("on-3.13.0", [(3, 13, 0)]),
        ("on-3.1", []),
        ("on-3.12-to-3.13", [(3, 12, 1), (3, 13, 0), (3, 13, 15)]),
    ],
)
def test_on_a_version_names_its_patch_releases_or_one_of_them(when, fitting):
    known = [(3, 12, 1), (3, 13, 0), (3, 13, 15), (3, 14, 0)]
    assert [n for n in known if fits(when, n, free_threaded=True)] == fitting


def test_the_narrowest_exception_is_that_of_a_python():
    every = ["", "until-3.14", "on-3.12-to-3.13", "until-3.12", "on-3.13"]
    every += ["on-3.13.0", "free-threaded"]
    versions = [(3, 11, 7), (3, 12, 1), (3, 13, 0), (3, 13, 15), (3, 14, 8), (3, 15, 0)]
    assert [pick(every, numbers, free_threaded=False) for numbers in versions] == [
        "until-3.12",
        "on-3.12-to-3.13",
        "on-3.13.0",
        "on-3.13",
        "until-3.14",
        "",
    ]
    assert pick(every, (3, 13, 0), free_threaded=True) == "free-threaded"


def test_an_exception_goes_before_the_rule_where_it_fits():
    every = ["", "until-3.12", "free-threaded"]
    assert pick(every, (3, 12, 1), free_threaded=False) == "until-3.12"
    assert pick(every, (3, 14, 0), free_threaded=True) == "free-threaded"
    assert pick(every, (3, 14, 0), free_threaded=False) == ""
    assert pick([""], (3, 12, 1), free_threaded=True) == ""


EXCEPTIONS = {
    "until-3.12": "Output on Python 3.12 and older",
    "free-threaded": "Output on a free-threaded build",
}


def shown(when, title=None):
    """The block of an exception, without a comment above it."""
    title = title or EXCEPTIONS[when]
    return f'\n```text title="{title}"\n--8<-- "program.{when}.out"\n```\n'


@pytest.fixture
def three(site):
    """A site whose one program has three outputs, one for each kind of Python."""
    page = site.program('print("new")\n', "new\n")
    page.write_text(page.read_text() + "".join(map(shown, EXCEPTIONS)) + "\nThe end.\n")
    site.write("snippets/program.until-3.12.out", "old\n")
    site.write("snippets/program.free-threaded.out", "free\n")
    return site


def the_program(site):
    (program,) = collect(Site(site.root)).programs.values()
    return program


def another_python(version, free_threaded=False, path=sys.executable):
    here = python_at(sys.executable)
    return replace(here, path=path, version=version, free_threaded=free_threaded)


OTHERS = {
    "new": another_python("3.14.2"),
    "old": another_python("3.12.9"),
    "free": another_python("3.14.2", free_threaded=True),
}


@pytest.mark.parametrize("wrote", OTHERS)
def test_each_python_is_held_to_its_own_output_and_to_no_other(three, wrote):
    program = the_program(three)
    for word, python in OTHERS.items():
        wrong = check(program, Outcome(0, f"{wrote}\n", ""), python)
        assert (wrong is None) == (word == wrote)
        if wrong:
            file = program.expected_on(python.release).name
            assert wrong[0].endswith(f"--- {file}\n{word}\n--- the run\n{wrote}")


def test_the_proof_is_held_to_what_its_own_python_writes(three):
    now = "new\n" if sys.version_info >= (3, 13) else "old\n"
    assert claims.claim(the_program(three))["promise"].text == now


ENDS = '<!--pytest.mark.exits("no seats")-->'
FELL = f"{claims.TRACEBACK}:\nError: no seats\n"


@pytest.mark.parametrize(
    ("when", "version", "free_threaded"),
    [("on-3.13.0", "3.13.0", False), ("free-threaded", "3.14.2", True)],
)
def test_one_patch_release_and_one_build_have_a_promise_of_their_own(
    site, monkeypatch, when, version, free_threaded
):
    page = site.program("print(2)\n", "no seats\n", ENDS)
    page.write_text(page.read_text() + shown(when, title_of(when)))
    site.write(f"snippets/program.{when}.out", FELL)
    program = the_program(site)
    for release, text in [
        (Release("3.13.1"), "no seats\n"),
        (Release(version, free_threaded), FELL),
    ]:
        assert claims.promised(program, release).shown == text
        monkeypatch.setattr("platform.python_version", lambda at=release: at.version)
        built = {"Py_GIL_DISABLED": release.free_threaded}
        monkeypatch.setattr("sysconfig.get_config_var", built.get)
        assert claims.claim(program)["promise"].text == text
        assert claims.must_raise(program) is (text == FELL)


def test_a_release_has_its_patch_number():
    with pytest.raises(ValueError, match=r"3\.13 is no patch release"):
        Release("3.13")


def test_a_run_is_held_to_the_exception_that_fits_and_not_to_the_rule(site):
    page = site.program('print("old")\n', "new\n")
    page.write_text(
        page.read_text() + shown("until-3.99", "Output on Python 3.99 and older")
    )
    site.write("snippets/program.until-3.99.out", "old\n")
    site.run().assert_outcomes(passed=1)
    site.write("snippets/program.until-3.99.out", "older\n")
    assert "--- program.until-3.99.out\nolder\n--- the run\nold" in site.failure()


def test_every_output_of_a_program_counts_for_its_fingerprint(three):
    before = the_program(three).fingerprint
    three.write("snippets/program.until-3.12.out", "other\n")
    assert the_program(three).fingerprint != before


def test_all_outputs_stand_on_the_page_with_the_lines_they_take(three):
    page = read_page(Site(three.root), three.root / "docs/program.md")
    (block,) = page.blocks
    assert [output.when for output in block.outputs] == ["", *EXCEPTIONS]
    assert [str(output.path) for output in block.outputs] == [
        "program.out",
        "program.until-3.12.out",
        "program.free-threaded.out",
    ]
    lines = (three.root / "docs/program.md").read_text().splitlines()
    for output in block.outputs:
        assert lines[output.span.first - 1].startswith("```text")
        assert lines[output.span.last - 1] == "```"


REFUSED = {
    "another title": (
        shown("until-3.12", "Output on Python 3.11 and older"),
        11,
        'Write ```text title="Output on Python 3.12 and older"',
    ),
    "the title of the rule": (
        shown("until-3.12", "Output"),
        11,
        "not held to a program",
    ),
    "prose between": (
        "\nOlder Pythons:\n\n```toml\n```\n" + shown("until-3.12"),
        16,
        "not held to a program",
    ),
    "another language": (
        shown("until-3.12").replace("```text", "```toml"),
        11,
        "not held to a program",
    ),
    "the output of another program": (
        shown("until-3.12").replace('"program', '"other'),
        11,
        "other.until-3.12.out is no output of program.py",
    ),
    "a word of its own": (
        shown("until-3.12").replace("\n```\n", "\ntyped\n```\n"),
        11,
        "an output must not be typed by hand",
    ),
    "two files in one block": (
        shown("until-3.12").replace("\n```\n", '\n--8<-- "program.out"\n```\n'),
        11,
        "2 files are one output",
    ),
}


@pytest.mark.parametrize(
    ("block", "line", "wrong"), REFUSED.values(), ids=REFUSED.keys()
)
def test_an_exception_that_names_no_python_of_this_program_is_refused(
    site, block, line, wrong
):
    page = site.program('print("new")\n', "new\n")
    page.write_text(page.read_text() + block)
    for name in ("program", "other"):
        site.write(f"snippets/{name}.until-3.12.out", "old\n")
    text = site.failure()
    assert f"docs/program.md:{line}: " in text
    assert wrong in text


@pytest.fixture
def older(tmp_path):
    """This interpreter by another path, said to be a 3.12."""
    path = tmp_path / "python3.12"
    path.symlink_to(sys.executable)
    return another_python("3.12.9", path=str(path))


def test_an_exception_is_recorded_where_its_python_is_found(
    three, older, monkeypatch, capsys
):
    here = another_python("3.14.2")
    monkeypatch.setattr(recording, "this_python", lambda: here)
    monkeypatch.setattr(recording, "found_pythons", lambda: [older, here])
    three.write("snippets/program.out", "stale\n")
    assert recording.record_outputs([the_program(three)]) == []
    files = {
        f.name: f.read_text() for f in (three.root / "snippets").glob("program.*out")
    }
    assert files == {
        "program.out": "new\n",
        "program.until-3.12.out": "new\n",
        "program.free-threaded.out": "free\n",
    }
    said = capsys.readouterr().out
    assert "+++ snippets/program.out (recorded)\n@@ -1 +1 @@\n-stale\n+new\n" in said
    assert "+++ snippets/program.until-3.12.out (recorded)" in said


def test_other_pythons_write_nothing_where_one_output_is_for_all(
    site, older, monkeypatch
):
    here = another_python("3.14.2")
    site.program("import sys\nprint(sys.executable)\n", "stale\n")
    monkeypatch.setattr(recording, "this_python", lambda: here)
    monkeypatch.setattr(recording, "found_pythons", lambda: [older, here])
    assert recording.record_outputs([the_program(site)]) == []
    assert (site.root / "snippets/program.out").read_text() == f"{sys.executable}\n"


def test_what_ours_is_too_old_for_is_recorded_on_the_oldest_python_that_is_not(
    site, older, monkeypatch
):
    newer = another_python("3.98.1")
    monkeypatch.setattr(recording, "this_python", lambda: older)
    monkeypatch.setattr(
        recording, "found_pythons", lambda: [older, newer, another_python("3.99.1")]
    )
    site.program('print("hello")\n', "", '<!--pytest.mark.since("3.98")-->')
    assert recording.record_outputs([the_program(site)]) == []
    assert (site.root / "snippets/program.out").read_text() == "hello\n"


def test_a_missing_output_gets_a_start_where_its_program_is_and_nowhere_else(site):
    site.write("snippets/call.sh", "echo 1\n")
    names = ["hello.out", "hello.until-3.12.out", "call.out", "typo.out", "hello.txt"]
    site.page("# A\n\n" + "".join(f'--8<-- "{name}"\n' for name in names))
    recording.create_missing_outputs(Site(site.root))
    outs = {file.name: file.read_text() for file in site.root.glob("snippets/*.*t")}
    start = "(not recorded yet)\n"
    assert outs == {
        "hello.out": "hello\n",
        "hello.until-3.12.out": start,
        "call.out": start,
    }
