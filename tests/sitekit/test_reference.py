"""The reference: what interpreters have, what is said by hand, and what is missing."""

import re
from dataclasses import replace

import pytest

from sitekit.checking import Rules
from sitekit.commands import names as asking
from sitekit.commands.check import check
from sitekit.problem import ProblemError
from sitekit.programs import collect
from sitekit.publishing import Publication
from sitekit.records import documentation
from sitekit.records.documentation import Documentation, Note
from sitekit.reference import entries, record, rows
from sitekit.reference.record import Answer, Question
from sitekit.reference.rows import Reference
from sitekit.running import this_python
from sitekit.site import Site

TOML = 'modules = ["queue"]\n\n'
SKIPPED = '[skipped]\n"queue.SimpleQueue" = "Too simple."\n'
EMPTY = '["queue.Empty"]\nguarantees = "Nothing is there."\nread = ["page.md"]\n'
ADDRESS = f"{documentation.ROOT}library/queue.html#queue.Empty"


def a_python(version, free_threaded=False):
    return replace(this_python(), version=version, free_threaded=free_threaded)


OLD, NEW = a_python("3.11.4"), a_python("3.14.0")


def answer(**names):
    """What an interpreter says that has these names of queue, with their signatures."""
    return Answer(
        {
            f"queue.{name}": {"kind": "function", "signature": signature}
            for name, signature in names.items()
        },
        {},
    )


def recorded(*answers, old=record.EMPTY, modules=("queue",)):
    return record.combined(old, answers, Question(modules))


def test_a_python_tells_its_names_with_kinds_signatures_and_bases():
    names = {
        "asyncio.loop.stop": "asyncio.AbstractEventLoop.stop",
        "sys.flags.dev_mode": "sys.flags.dev_mode",
        "queue.gone": "queue.gone",
        "threading.Condition.acquire": "threading.Condition.acquire",
    }
    told = record.ask(this_python(), Question(("queue", "threading", "no.such"), names))
    assert "queue.deque" not in told.names  # imported there, and not public
    assert "queue.gone" not in told.names
    kinds = {name: told.names[name]["kind"] for name in told.names}
    assert kinds["queue.Queue"] == kinds["threading.RLock"] == "class"
    assert kinds["queue.Queue.get"] == kinds["asyncio.loop.stop"] == "method"
    assert kinds["queue.Full"] == "exception"
    assert kinds["threading.Thread.daemon"] == "attribute"
    assert kinds["threading.RLock.acquire"] == "method"
    assert kinds["threading.TIMEOUT_MAX"] == "constant"
    assert kinds["threading.current_thread"] == "function"
    get = told.names["queue.Queue.get"]
    assert get["signature"] == "(block=True, timeout=None)"
    assert told.names["threading.Timer"]["bases"] == ["threading.Thread"]
    assert told.names["threading.Condition.acquire"]["kind"] == "method"
    assert not any(name.rpartition(".")[2].startswith("_") for name in told.names)


@pytest.mark.parametrize(
    ("check", "held"),
    [
        ("takes(queue.Queue.get, 'timeout')", True),
        ("takes(queue.Queue.get, 'when')", False),
        ("raises(queue.Empty, queue.Queue().get_nowait)", True),
        ("raises(queue.Empty, queue.Queue)", False),
        ("deprecated(lambda: threading.currentThread())", True),
        ("deprecated(lambda: threading.current_thread())", False),
        ("hasattr(queue, 'Queue')", True),
        ("queue.gone", False),
        ("gone.gone", False),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_check_is_true_or_false_or_tells_how_it_failed(check, held):
    assert record.ask(this_python(), Question((), {}, (check,))).checks[check] == held


def test_an_interpreter_that_does_not_answer_is_waited_for_no_longer(monkeypatch):
    monkeypatch.setattr(record, "ANSWER_LIMIT", 0)
    with pytest.raises(record.NoAnswer, match="timed out"):
        record.ask(this_python(), Question(("queue",)))


def test_a_record_is_read_as_it_was_written(tmp_path):
    made = recorded((NEW, answer(get="(a, b)", put=None)), (OLD, answer(get="(a)")))
    file = tmp_path / "names.json"
    file.write_text(record.text_of(made))
    assert record.load(file, "names.json") == made
    assert made.pythons == {"3.11": "3.11.4", "3.14": "3.14.0"}
    get = made.names["queue.get"]
    assert list(get.signatures.items()) == [("3.11", "(a)"), ("3.14", "(a, b)")]
    assert get.signature == "(a, b)"
    assert made.names["queue.put"].signature == ""


def test_what_was_recorded_of_a_python_that_is_not_here_stays():
    before = recorded((OLD, answer(get="(a)", gone="()")))
    now = recorded((NEW, answer(get="(b)")), old=before)
    assert list(now.names["queue.get"].signatures) == ["3.11", "3.14"]
    assert "queue.gone" in now.names
    assert recorded((OLD, answer(get="(a)")), old=before).names.keys() == {"queue.get"}
    other = recorded((NEW, answer()), old=before, modules=("threading",))
    assert other.names == {}


def test_what_a_python_says_otherwise_is_told_by_name():
    made = recorded((NEW, answer(get="(a)", put="()", full="()")))
    said = answer(get="(a, b)", put="()", peek="()")
    assert record.differences(made, NEW, said) == [
        "queue.full",
        "queue.get",
        "queue.peek",
    ]
    assert record.differences(made, NEW, answer(get="(a)", put="()", full="()")) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('modules = ["queue"\n', ":2: it is no TOML"),
        ("modules = 1\n", ":1: `modules` is no list of names"),
        ('[skipped]\na = "b"\n"queue.Full" = 1\n', ":3: 'queue.Full' of [skipped]"),
        ('\n["queue.Full"]\nwhy = "a"\n', ":3: queue.Full has no 'why'"),
        ('\n["queue.Full"]\nread = ["a"]\n', ":2: queue.Full has no sentence"),
        ('["queue.Full"]\nguarantees = 1\n', ":2: 'guarantees' of queue.Full"),
        ('["a.b"]\nguarantees = "A."\nread = "c"\n', ":3: 'read' of a.b cannot"),
        ('["a.b"]\nguarantees = "A."\nread = [""]\n', ":3: 'read' of a.b cannot"),
        ('["a.b"]\nguarantees = "A."\nread = [1]\n', ":3: 'read' of a.b cannot"),
        ('["a.b"]\nguarantees = "A."\nsince = " "\n', ":3: 'since' of a.b cannot"),
        ('[returns]\n"a.b" = ""\n', ":2: 'a.b' of [returns] is no text"),
        (
            '["a.b"]\nguarantees = "A."\nchanged."new" = { what = "B." }\n',
            ":3: `changed` of a.b cannot be read",
        ),
        (
            '["a.b"]\nguarantees = "A."\nchanged."3.9" = { why = "B." }\n',
            ":3: `changed` of a.b cannot be read",
        ),
        (
            '["a.b"]\nguarantees = "A."\nchanged."3.9" = { what = "B.", check = "f(" }\n',
            ":3: the check of a.b cannot be read: '(' was never closed",
        ),
        (
            '["a.b"]\nguarantees = "A."\nchanged."3.9" = { what = "B.", check = "a = 1" }\n',
            ":3: the check of a.b cannot be read: invalid syntax",
        ),
        ('modules = ["concurrent/futures"]\n', ":1: `modules` is no list of names"),
        ('[queue.Empty]\nguarantees = "A."\n', ":1: a table 'queue' without quotes"),
        (
            '["a.b"]\nguarantees = "A."\nsince = "new"\n',
            ":3: 'since' of a.b is no version",
        ),
        (
            '["a.b"]\nguarantees = "A."\ndeprecated = "3"\n',
            ":3: 'deprecated' of a.b is no version",
        ),
        (
            '["a.b"]\nguarantees = "A."\nsignature = "(a"\n',
            ":3: the signature of a.b is none",
        ),
        (
            '["a.b"]\nguarantees = "A."\nchanged."3.9" = { what = "B.", check = "c", unchecked = "d" }\n',
            ":3: what changed of a.b has a check and is unchecked",
        ),
        ('["a..b"]\nguarantees = "A."\n', ":1: 'a..b' is no name of Python's"),
        ('["a.b"]\nguarantees = "A."\nplace = "c."\n', ":3: 'c.' is no name"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(text, wrong):
    with pytest.raises(ProblemError) as told:
        entries.parsed(text, "names.toml")
    assert str(told.value).startswith(f"names.toml{wrong}")
    assert "\n  " in str(told.value)


@pytest.fixture
def queues(site):
    """A site whose reference knows queue.Empty, Full, and nothing else."""
    site.page("# A page\n\n## A part\n\n{{ reference queue.Empty }}\n")
    site.program("import queue\nqueue.Empty\n", "")
    site.write("docs/reference/names.toml", TOML + EMPTY)
    pages = {"library/queue.html": frozenset({"queue.Empty"})}
    (site.root / "tests/site").mkdir(parents=True)

    def made(*answers, notes=None):
        """Record these answers, and write what the documentation says."""
        file = site.root / "docs/reference/names.json"
        file.write_text(record.text_of(recorded(*answers)))
        told = Documentation("3.15.0", pages, notes or {})
        documentation.save(site.root / documentation.RECORD, told)
        return site

    return made


def told(site):
    """All that the rules say of the reference, each without its advice."""
    rules = Rules(Publication(Site(site.root)))
    return [str(found).partition("\n")[0] for found in rules.names()]


def add(site, text, file="docs/reference/names.toml"):
    (site.root / file).write_text((site.root / file).read_text() + text)


def test_a_name_with_all_that_it_needs_is_right(queues):
    assert told(queues((NEW, answer(Empty=None)))) == []


def test_a_name_that_nothing_is_said_of_is_told(queues):
    site = queues((NEW, answer(Empty=None, Full="()")))
    assert told(site) == [
        "docs/reference/names.toml: nothing is said of queue.Full, which Python 3.14 has",
        "docs/reference/names.toml: no program uses queue.Full",
        "docs/reference/names.toml: no page has the row of queue.Full",
    ]


def test_a_name_that_is_skipped_is_not_missed(queues):
    site = queues((NEW, answer(Empty=None, SimpleQueue="()")))
    assert len(told(site)) == 3
    add(site, SKIPPED)
    assert told(site) == []


def test_what_no_interpreter_has_is_told_with_its_line(queues):
    site = queues((NEW, answer(Full=None)))
    add(site, f"{SKIPPED}'queue.Full' = 'Too full.'\n")
    (site.root / "docs/page.md").write_text("# A page\n")
    assert told(site) == [
        "docs/reference/names.toml:3: no interpreter on record has queue.Empty",
        "docs/reference/names.toml:7: no interpreter on record has queue.SimpleQueue",
    ]


def test_a_name_that_only_the_documentation_has_is_told_or_skipped(queues):
    site = queues((NEW, answer(Empty=None)))
    file = site.root / documentation.RECORD
    documentation.save(
        file,
        Documentation(
            "3.15.0", {"a.html": frozenset({"queue.Empty", "queue.SimpleQueue"})}
        ),
    )
    assert told(site) == [
        "docs/reference/names.toml: the documentation has queue.SimpleQueue, and no row has"
    ]
    add(site, SKIPPED)
    assert told(site) == []


def test_a_name_is_since_the_first_python_that_has_it(queues):
    site = queues((OLD, answer()), (NEW, answer(Empty=None)))
    assert told(site) == []
    assert reference(site).rows["queue.Empty"].since == "3.14"


def test_a_row_that_stands_on_two_pages_is_told_at_the_second(queues):
    site = queues((NEW, answer(Empty=None)))
    site.page("# B\n\n## C\n\n{{ reference queue.Empty }}\n", "docs/z.md")
    assert told(site) == ["docs/z.md:5: the row of queue.Empty stands here again"]


WRONG = {
    "no sentence": (
        'free_threaded = "No end"',
        "queue.Empty: 'No end' ends no sentence",
    ),
    "words": ('free_threaded = "It just is."', "'just' does not help a reader"),
    "markup": ('free_threaded = "It `is."', "a backtick that is never closed"),
    "a link": (
        'free_threaded = "See [a](b.md)."',
        "queue.Empty: b.md leads to no file",
    ),
    "a program": ('program = "gone"', "gone is no program that uses queue.Empty"),
    "a check": (
        'changed."3.14" = { what = "A." }',
        "what changed of queue.Empty in 3.14 has no check",
    ),
    "a version": (
        'since = "3.13"',
        "queue.Empty is told since 3.13, and Python 3.11 has it",
    ),
    "a later version": (
        'since = "3.15"',
        "queue.Empty is told since 3.15, and Python 3.14 has it",
    ),
    "an address": (
        f'docs = "{documentation.ROOT}library/queue.html#gone"',
        "library/queue.html#gone leads to no anchor",
    ),
}


@pytest.mark.parametrize(("line", "wrong"), WRONG.values(), ids=WRONG.keys())
def test_an_entry_is_held_to(queues, line, wrong):
    site = queues((OLD, answer(Empty=None)), (NEW, answer(Empty=None)))
    add(site, line + "\n")
    found = told(site)
    assert found
    assert all(one.startswith("docs/reference/names.toml:6: ") for one in found)
    assert any(wrong in one for one in found)


def test_a_page_that_explains_it_must_be_there(queues):
    site = queues((NEW, answer(Empty=None)))
    file = site.root / "docs/reference/names.toml"
    file.write_text(file.read_text().replace("page.md", "page.md#gone"))
    (found,) = told(site)
    assert "page.md#gone, where queue.Empty is explained, leads to no heading" in found
    file.write_text(file.read_text().replace("page.md#gone", "gone.md"))
    (found,) = told(site)
    assert "gone.md, where queue.Empty is explained, leads to no file" in found
    file.write_text(file.read_text().replace('"gone.md"', ""))
    (found,) = told(site)
    assert "no page explains queue.Empty" in found


def test_parameters_that_changed_and_changes_of_the_documentation_must_be_told(queues):
    notes = {
        "queue.Empty": frozenset({Note("changed", "3.12"), Note("changed", "3.2")})
    }
    both = (OLD, answer(Empty="(a)")), (NEW, answer(Empty="(a, b=1)"))
    site = queues(*both, notes=notes)
    place = "docs/reference/names.toml:3: "
    assert told(site) == [
        f"{place}the parameters of queue.Empty changed in 3.14",
        f"{place}the documentation says that queue.Empty changed in 3.12",
    ]
    check = 'what = "A.", check = "True"'
    add(site, f'changed."3.14" = {{ {check} }}\nchanged."3.12" = {{ {check} }}\n')
    assert told(site) == []


def test_a_default_that_changed_is_no_other_parameter(queues):
    one, two = "(a, b='x, y', *, c=(1, 2))", "(a, b='z', *, c=(1,))"
    assert told(queues((OLD, answer(Empty=one)), (NEW, answer(Empty=two)))) == []


def test_the_version_of_a_name_comes_from_the_documentation(queues):
    notes = {"queue.Empty": frozenset({Note("added", "3.14")})}
    site = queues((OLD, answer()), (NEW, answer(Empty=None)), notes=notes)
    assert told(site) == []
    site = queues((OLD, answer(Empty=None)), (NEW, answer(Empty=None)), notes=notes)
    assert told(site) == [
        "docs/reference/names.toml:3: queue.Empty is told since 3.14, and Python 3.11 has it"
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('program = "gone"\n', "gone is no program that uses queue.Empty"),
        (f'docs = "{documentation.ROOT}a.html"\n', "a.html leads to no page"),
        ('["queue.Emtpy"]\nguarantees = "A."\n', "on record has queue.Emtpy"),
        ('["quee.Empty"]\nguarantees = "A."\n', "on record has quee.Empty"),
    ],
)
def test_what_is_wrong_is_told_on_the_page_that_has_the_row(queues, text, wrong):
    site = queues((NEW, answer(Empty=None)))
    add(site, text)
    rules = Rules(Publication(Site(site.root)))
    assert wrong in str([*rules.names(site.root / "docs/page.md")])
    assert list(rules.names(site.root / "docs/program.md")) == []


def test_a_name_without_a_row_is_told_where_the_names_beside_it_are(queues):
    site = queues((NEW, answer(Empty=None)))
    site.page("# B\n\n{{ reference os.fork }}\n", "docs/os.md")
    more = '["os.fork"]\nguarantees = "A."\n["queue.Emtpy"]\nguarantees = "A."\n'
    add(site, more)
    told = Answer(
        {name: {"kind": "function"} for name in ("queue.Empty", "os.fork")}, {}
    )
    made = recorded((NEW, told), modules=("queue", "os"))
    (site.root / "docs/reference/names.json").write_text(record.text_of(made))
    rules = Rules(Publication(Site(site.root)))
    here, other = (
        "".join(map(str, rules.names(site.root / f"docs/{page}.md")))
        for page in ("page", "os")
    )
    assert "queue.Emtpy" in here
    assert "os.fork" not in here
    assert "queue.Emtpy" not in other
    assert "os.fork" in other


def reference(site):
    opened = Site(site.root)
    return Reference(opened, collect(opened))


def test_recording_asks_each_python_and_writes_only_what_differs(
    queues, monkeypatch, capsys
):
    site = queues()
    monkeypatch.setattr(asking, "found_pythons", lambda: [this_python()])
    assert asking.record_names(reference(site)) == []
    assert "names.json: recorded anew" in capsys.readouterr().out
    assert "queue.Queue.get" in reference(site).record.names
    assert asking.record_names(reference(site)) == []
    assert capsys.readouterr().out == ""


def test_a_site_without_a_reference_records_nothing(site, monkeypatch):
    site.page("# A\n")
    monkeypatch.setattr(asking, "found_pythons", lambda: [this_python()])
    assert asking.record_names(reference(site)) == []
    assert not (site.root / "docs/reference/names.json").exists()


def test_a_python_that_says_otherwise_is_told_but_for_an_older_release(queues):
    site = queues((NEW, answer(Empty=None)))
    told = answer(Empty="()", Full=None)

    def unrecorded(python):
        return list(asking.unrecorded(reference(site), [(python, told)]))

    (problem,) = unrecorded(NEW)
    assert problem.place == "docs/reference/names.json"
    assert "Python 3.14.0 says otherwise of queue.Empty, queue.Full" in problem.wrong
    assert unrecorded(a_python("3.14.1"))
    assert unrecorded(a_python("3.15.0"))
    newer = queues((a_python("3.14.3rc1"), answer(Empty=None)))
    assert list(asking.unrecorded(reference(newer), [(NEW, told)])) == []


@pytest.mark.parametrize(
    ("version", "held", "wrong"),
    [
        ("3.12", {OLD: False, NEW: True}, ""),
        ("3.12", {OLD: True, NEW: True}, "`x` is true on CPython 3.11.4"),
        ("3.12", {OLD: False, NEW: False}, "`x` is not true on CPython 3.14.0"),
        ("3.12", {OLD: "NameError: x"}, "`x` ends with NameError: x on CPython 3.11.4"),
    ],
)
def test_a_change_that_an_interpreter_contradicts_is_told(queues, version, held, wrong):
    site = queues((NEW, answer(Empty=None)))
    add(site, f'changed."{version}" = {{ what = "A.", check = "x" }}\n')
    answers = [(python, Answer({}, {"x": value})) for python, value in held.items()]
    found = list(asking.contradicted(reference(site), answers))
    assert [problem.line for problem in found] == [6] * bool(wrong)
    assert wrong in "".join(problem.wrong for problem in found)


def test_pythons_that_contradict_a_change_alike_are_told_together(queues):
    site = queues((NEW, answer(Empty=None)))
    add(site, 'changed."3.12" = { what = "A.", check = "x" }\n')
    answers = [(python, Answer({}, {"x": False})) for python in (NEW, a_python("3.15"))]
    (problem,) = asking.contradicted(reference(site), answers)
    assert problem.wrong.endswith("on CPython 3.14.0; CPython 3.15")


@pytest.mark.parametrize("check", ["exit(1)", "exit()", "print('{}')"])
def test_a_check_that_lets_no_python_answer_is_told_with_its_line(
    queues, monkeypatch, check
):
    site = queues((NEW, answer(Empty=None)))
    add(site, 'changed."3.8" = { what = "A.", check = "True" }\n')
    add(site, f'changed."3.9" = {{ what = "A.", check = "{check}" }}\n')
    monkeypatch.setattr(asking, "found_pythons", lambda: [this_python()])
    for ask in (
        asking.record_names,
        lambda made: asking.contradicted_of(made, ["queue.Empty", "queue.Full"]),
    ):
        with pytest.raises(ProblemError) as told:
            ask(reference(site))
        assert str(told.value).startswith(
            f"docs/reference/names.toml:7: with `{check}`"
        )


def test_what_keeps_a_python_from_answering_is_told_where_it_is_no_check(
    queues, monkeypatch
):
    site = queues((NEW, answer(Empty=None)))

    def ask(*_):
        raise record.NoAnswer("it fell")

    monkeypatch.setattr(record, "ask", ask)
    with pytest.raises(ProblemError, match="does not answer: it fell"):
        asking.answers_of(reference(site), [this_python()])


def test_one_page_is_held_to_the_checks_of_its_names(queues, monkeypatch, capsys):
    site = queues((OLD, answer(Empty=None)))
    add(site, 'changed."3.9" = { what = "A.", check = "threading.Lok" }\n')
    monkeypatch.setattr(asking, "found_pythons", lambda: [this_python()])
    assert asking.contradicted_of(reference(site), ["queue.Full"]) == []
    check(Site(site.root), "page")
    assert "names.toml:6: changed in 3.9: `threading.Lok` is not true" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            'modules = ["queue", "quee"]',
            ":1: no interpreter on record has a public name of 'quee'\n"
            "  Did you mean 'queue'? ",
        ),
        (
            f'{TOML}[returns]\n"queue.Emtpy" = "queue.Empty"',
            ":4: no interpreter on record has queue.Emtpy, of [returns]\n"
            "  Did you mean 'queue.Empty'? ",
        ),
        (
            f'{TOML}[returns]\n"os.fork" = "each queue.Emtpy"',
            ":4: no interpreter on record has queue.Emtpy, of [returns]\n"
            "  Did you mean 'queue.Empty'? ",
        ),
    ],
)
def test_a_name_outside_of_the_rows_is_one_of_pythons_too(queues, text, wrong):
    site = queues((NEW, answer(Empty=None)))
    (site.root / "docs/reference/names.toml").write_text(f"{text}\n{EMPTY}")
    rules = Rules(Publication(Site(site.root)))
    (found,) = map(str, rules.names())
    assert found.startswith(f"docs/reference/names.toml{wrong}")


@pytest.mark.parametrize(
    ("place", "here", "wrong"),
    [
        ("queue.Empty", this_python, ""),
        ("queue.Emtpy", this_python, "no Python here has queue.Emtpy, the place of"),
        ("queue.Emtpy", lambda: NEW, ""),  # this one may lack what another one has
    ],
)
def test_a_place_is_one_of_a_python(queues, monkeypatch, place, here, wrong):
    site = queues((here(), answer(Empty=None)))
    add(site, f'place = "{place}"\n')
    monkeypatch.setattr(asking, "found_pythons", lambda: [this_python()])
    found = asking.contradicted_of(reference(site), ["queue.Empty"])
    assert [problem.line for problem in found] == [6] * bool(wrong)
    assert wrong in "".join(map(str, found))


def test_the_nearest_name_is_told(queues):
    site = queues((NEW, answer(Empty=None, Full=None)))
    add(site, '["queue.Ful"]\nguarantees = "A."\n[skipped]\n"queue.Full" = "Full."\n')
    rules = Rules(Publication(Site(site.root)))
    (found,) = map(str, rules.names())
    assert "Did you mean 'queue.Full'?" in found
    for name, wrong in (
        ("s quee", "no row is of the module 'quee'. Did you mean 'queue'?"),
        (" queue.Emtpy", "has 'queue.Emtpy'. Did you mean 'queue.Empty'?"),
        (" queue.Full", "reference/names.toml skips 'queue.Full'."),
    ):
        site.page(f"# A\n\n## B\n\n{{{{ reference{name} }}}}\n")
        publication = Publication(Site(site.root))
        with pytest.raises(ProblemError) as told:
            publication.expand(site.root / "docs/page.md")
        assert told.value.problem.line == 5
        assert wrong in told.value.problem.wrong


def test_a_check_that_was_not_asked_is_not_taken_for_false(queues):
    site = queues((NEW, answer(Empty=None)))
    add(site, 'changed."3.15" = { what = "A.", check = "x" }\n')
    with pytest.raises(KeyError, match="x"):
        list(asking.contradicted(reference(site), [(NEW, Answer({}, {}))]))


def test_only_a_program_that_has_the_name_of_a_module_is_read(queues, monkeypatch):
    made = reference(queues((NEW, answer(Empty=None))))
    read = []
    monkeypatch.setattr(rows, "uses", lambda text, _: read.append(text) or [])
    texts = ["import queue\n", "from queue import Empty\n"]
    for text in ("x = 1\n", "import queues\n", *texts, *texts):
        made.used_in(text)
    assert read == texts


def test_the_best_program_comes_first(queues):
    site = queues((NEW, answer(Empty=None)))
    site.program("import queue\nqueue.Empty\nx = 1\n", "", name="longer")
    site.program("from queue import Empty\n", "", name="short_broken")
    site.program("x = 1\n", "", name="short_fixed")
    made = reference(site)

    def first():
        row = made.rows["queue.Empty"]
        return [str(program.path) for program in made.programs(row)]

    assert first() == ["program.py", "longer.py", "short_broken.py"]
    file = site.root / "docs/reference/names.toml"
    text = file.read_text()
    file.write_text(text.replace("page.md", "longer.md"))
    made = reference(site)
    assert first() == ["longer.py", "program.py", "short_broken.py"]
    file.write_text(f'{text}program = "short_broken"\n')
    made = reference(site)
    assert first()[0] == "short_broken.py"


def test_a_row_says_what_is_known(queues):
    notes = {
        "queue.Empty": frozenset({Note("added", "3.12"), Note("deprecated", "3.13")})
    }
    site = queues((NEW, answer(Empty="(a='<b>')")), notes=notes)
    add(site, 'changed."3.14" = { what = "B.", check = "x" }\nfree_threaded = "C."\n')
    text = Publication(Site(site.root)).expand(site.root / "docs/page.md")
    assert "### `Empty` { #queue.Empty }\n" in text
    assert "`queue.Empty(a='<b>')`{: .signature }\n" in text
    said = "Function, since Python 3.12, changed in 3.14, deprecated since 3.13."
    assert f"{said}\n{{: .about }}\n" in text
    assert "\nNothing is there.\n" in text
    assert "- **Python 3.14**: B.\n" in text
    assert "- **Free-threaded build**: C.\n" in text
    assert "Shown by [`program.py`](program.md#program-py);" in text
    assert f"documented [by Python]({ADDRESS})." in text


def test_a_name_is_shown_as_it_is_written_and_has_an_id_without_emphasis(site):
    names = ["queue.Queue.put", "queue.__get__", "sys.flags.gil", "os._exit"]
    site.page("# A\n\n{{ reference " + " | ".join([*names, "queue.Queue"]) + " }}\n")
    entry = '["{}"]\nguarantees = "A."\n'.format
    site.write("docs/reference/names.toml", TOML + "".join(map(entry, names)))
    said = {name: {"kind": "function"} for name in names}
    said["queue.Queue"] = {"kind": "class", "bases": []}
    made = recorded((NEW, Answer(said, {})), modules=("queue", "sys", "os"))
    (site.root / "docs/reference/names.json").write_text(record.text_of(made))
    rows = Publication(Site(site.root)).rows
    shown = {name: rows.short(rows.reference.rows[name]) for name in names}
    assert list(shown.values()) == ["Queue.put", "__get__", "sys.flags.gil", "os._exit"]
    assert rows.address("queue.__get__") == "page/#queue.--get--"


def test_the_members_of_a_class_follow_it_one_level_deeper(site):
    site.page("# A\n\n{{ reference queue.Queue }}\n")
    site.write("docs/reference/names.toml", 'modules = ["queue"]\n')
    said = {
        "queue.Queue": {"kind": "class", "signature": "()", "bases": []},
        "queue.Queue.put": {"kind": "method", "signature": "(item)"},
    }
    made = recorded((NEW, Answer(said, {})))
    (site.root / "docs/reference/names.json").write_text(record.text_of(made))
    publication = Publication(Site(site.root))
    text = publication.expand(site.root / "docs/page.md")
    assert "\n## `Queue` { #queue.Queue }\n" in text
    assert "\n### `Queue.put` { #queue.Queue.put }\n" in text
    assert publication.rows.address("queue.Queue.put") == "page/#queue.Queue.put"
    assert publication.rows.address("queue.Full") is None


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index", "#queue.Empty"),
        ("reference/index", "reference/#queue.Empty"),
        ("reference/queue", "reference/queue/#queue.Empty"),
    ],
)
def test_the_address_of_a_row_is_that_of_its_page(queues, page, address):
    site = queues((NEW, answer(Empty=None)))
    site.page("# A\n")
    site.page("# B\n\n{{ reference queue.Empty }}\n", f"docs/{page}.md")
    assert Publication(Site(site.root)).rows.address("queue.Empty") == address


def test_a_placeholder_of_no_row_is_refused_with_its_line(queues):
    site = queues((NEW, answer(Empty=None)))
    site.page("# A\n\n{{ reference queue.Gone }}\n")
    with pytest.raises(ProblemError) as refused:
        Publication(Site(site.root)).expand(site.root / "docs/page.md")
    assert str(refused.value).startswith("docs/page.md:3: no interpreter on record has")


def test_a_merge_of_two_records_is_told(site):
    file = site.write("docs/reference/names.json", "<<<<<<< a\n{}\n")
    with pytest.raises(ProblemError, match="left from a merge"):
        record.load(file, "docs/reference/names.json")
    file.write_text('{"names": {\n]')
    with pytest.raises(ProblemError) as told:
        record.load(file, "docs/reference/names.json")
    assert str(told.value).startswith("docs/reference/names.json:2: it cannot be read")


def test_the_index_has_each_name_with_the_programs_that_use_it(queues):
    site = queues((NEW, answer(Empty=None)))
    for name in "abcdef":
        site.program("import queue\nqueue.Empty\n", "", name=name)
    page = site.page("# A\n\n{{ users }}\n", "docs/users.md")
    index = Publication(Site(site.root)).expand(page)
    links = re.findall(r"\[`(\w+)\.py`\]", index)
    assert "## queue\n\n- [`Empty`](page.md#queue.Empty): [`" in index
    assert len(links) == len(set(links)) == 7  # each once
    shown, _, rest = index.partition("/// details | 2 more\n")
    assert len(re.findall(r"\.py`\]", shown)) == 5
    items = re.findall(r"^    - \[.+\]\(.+\): \[`", rest, re.MULTILINE)
    assert len(items) == 2
    assert "///\n" in rest


def test_the_index_is_alphabetical(queues):
    site = queues((NEW, answer(Empty=None, Full=None, PriorityQueue=None)))
    for name in ("PriorityQueue", "Full", "Empty"):
        site.program(f"import queue\nqueue.{name}\n", "", name=name.lower())
    page = site.page("# A\n\n{{ users }}\n", "docs/users.md")
    index = Publication(Site(site.root)).expand(page)
    names = re.findall(r"^- \[`(\w+)`\]", index, re.MULTILINE)
    assert names == sorted(names)
