"""Exercises: read from disk, judged, published, and led to their end by messages."""

import io
import json
import re
import sys
import zipfile
from pathlib import PurePosixPath

import pytest

from everyorder import OrderError
from sitekit.checking import Rules
from sitekit.commands import judged as command
from sitekit.commands import outputs, versions
from sitekit.commands.check import rejudged
from sitekit.commands.exercise import (
    CHECK,
    CLASS,
    COUNT,
    LOCK,
    MAIN,
    PAGE,
    PROGRAMS,
    new_exercise,
)
from sitekit.commands.outputs import create_missing_outputs
from sitekit.exercises import Exercise, exercise_of, exercises
from sitekit.pages import PageError
from sitekit.problem import ProblemError
from sitekit.programs import collect
from sitekit.publishing import Publication, answers, downloads
from sitekit.records import claims, judged, orders, proofs, tools
from sitekit.records.store import Records
from sitekit.running import python_at
from sitekit.site import Site
from tests.sitekit.made import BROKEN
from tests.sitekit.test_aside import drawn_anew

NAME = "ticket-office"
FOLDER = f"snippets/exercises/{NAME}"
HINTS = """
        ??? question "Hint 3"
            Put the line under `with self._lock:`.

## Solutions"""
MORE = {
    "right/reentrant.py": "# RIGHT: An RLock does it as well,\n# as here.\n"
    + CLASS.format(
        what="and one RLock",
        made=LOCK.replace("Lock()", "RLock()"),
        sell=f"        with self._lock:\n            {COUNT}",
    ),
    "wrong/no_release.py": "# WRONG: The lock is never given back.\n"
    + CLASS.format(
        what="and one stays closed",
        made=LOCK,
        sell=f"        self._lock.acquire()\n        {COUNT}",
    ),
    "wrong/two_steps.py": "# WRONG: The `read` comes before the lock.\n"
    + CLASS.format(
        what="in two steps",
        made=LOCK,
        sell="        left = self.left\n        with self._lock:\n"
        "            self.left = left - count",
    ),
}


@pytest.fixture
def small(site, monkeypatch):
    """A site with one whole exercise; `site.exercise` is read anew."""
    monkeypatch.setattr(
        proofs,
        "in_processes",
        lambda work, tried: [(each, work(each)) for each in tried],
    )
    page = PAGE.format(title="Tickets", folder=f"exercises/{NAME}")
    page = page.replace("\n## Solutions", HINTS, 1)
    site.page(page, f"docs/exercises/{NAME}.md")
    for path, text in (PROGRAMS | MORE).items():
        site.write(f"{FOLDER}/{path}", text + MAIN)
    site.write(f"{FOLDER}/checks/a_two_windows.py", CHECK)
    for name in ("starter", "solution"):
        site.write(f"{FOLDER}/{name}.out", "tickets left: 7\n")
    return site


def posed(small) -> Exercise:
    (found,) = exercises(Site(small.root))
    return found


def record(small) -> Records:
    """Judge what is due, as `make records` does."""
    records = Records(small.root / "snippets")
    command.record_judgments([posed(small)], records)
    records.engine = proofs.engine()
    records.save()
    return records


def told(small) -> list[str]:
    """All that is said to be wrong with the exercise."""
    rules = Rules(Publication(Site(small.root)))
    return [
        str(found)
        for found in rules.exercises(small.root / f"docs/exercises/{NAME}.md")
    ]


def expanded(small, name=f"docs/exercises/{NAME}.md"):
    return Publication(Site(small.root)).expand(small.root / name)


def change(small, name, before, after):
    file = small.root / name
    assert before in file.read_text()
    file.write_text(file.read_text().replace(before, after))


# --- read


def test_an_exercise_is_a_folder_and_a_page(small):
    exercise = posed(small)
    assert (exercise.title, exercise.minutes) == (
        "Tickets",
        (8, "[Race conditions](../learn/race-conditions.md)"),
    )
    assert [check.name for check in exercise.checks] == ["a_two_windows"]
    assert [answer.name for answer in exercise.answers] == [
        "starter.py",
        "solution.py",
        "right/by_hand.py",
        "right/reentrant.py",
        "wrong/no_release.py",
        "wrong/own_lock.py",
        "wrong/two_steps.py",
    ]


def test_why_an_answer_is_right_is_no_part_of_what_is_judged(small):
    (_, reentrant) = posed(small).right
    assert reentrant.why == "An RLock does it as well, as here."
    assert reentrant.text.startswith('"""Two windows sell, and one RLock."""\n')
    assert (reentrant.kind, posed(small).starter.kind) == ("right", "")


def test_exercises_come_in_the_order_of_the_navigation(small):
    small.page("# Other\n", "docs/exercises/aaa.md")
    small.page("# All\n", "docs/exercises/index.md")
    assert [each.name for each in exercises(Site(small.root))] == ["aaa", NAME]
    nav = f"nav:\n  - Home: exercises/{NAME}.md\n  - exercises/aaa.md\n"
    small.write("mkdocs.yml", (small.root / "mkdocs.yml").read_text() + nav)
    site = Site(small.root)
    assert [each.name for each in exercises(site)] == [NAME, "aaa"]
    assert exercise_of(site, site.docs / "exercises/index.md") is None
    assert exercise_of(site, site.docs / "page.md") is None


def test_a_check_that_cannot_be_read_is_told_with_its_line(small):
    change(small, f"{FOLDER}/checks/a_two_windows.py", "deadlock:", "dedlock:")
    with pytest.raises(ProblemError, match=r"a_two_windows\.py:4: 'dedlock: A window"):
        posed(small).checks  # noqa: B018


# --- programs


def test_the_starter_is_broken_and_the_solution_is_its_repair(small):
    found = collect(Site(small.root)).programs
    starter, solution = (
        found[PurePosixPath("exercises", NAME, name)]
        for name in ("starter.py", "solution.py")
    )
    assert (starter.broken, solution.broken) == (True, False)
    assert (starter.twin, solution.twin) == (solution.path, starter.path)
    assert solution.page == starter.page
    assert "{{ right }}" in solution.page.read_text().splitlines()[solution.line - 1]
    assert orders.drawable([starter]) == []  # its reader is to find the order


def test_each_order_of_the_starter_is_held_to_what_the_solution_prints(small):
    small.write(f"{FOLDER}/starter.out", "tickets left: 9\n")
    site = Site(small.root)
    starter = collect(site).programs[PurePosixPath("exercises", NAME, "starter.py")]
    assert claims.promised(starter).shown == "tickets left: 7\n"
    before = starter.fingerprint
    small.write(f"{FOLDER}/solution.out", "tickets left: 8\n")
    assert starter.fingerprint != before


def test_the_marks_of_the_starter_are_those_of_the_solution(small):
    page = f"docs/exercises/{NAME}.md"
    mark = '<!--pytest.mark.output(order="any")-->\n```python title='
    change(small, page, "```python title=", mark)
    found = collect(Site(small.root)).programs
    assert all(program.claims.rule.order == "any" for program in found.values())


def test_a_solution_that_has_not_been_recorded_is_given_a_start(small):
    (small.root / f"{FOLDER}/solution.out").unlink()
    site = Site(small.root)
    assert len(collect(site).programs) == 1
    create_missing_outputs(site)
    assert len(collect(site).programs) == 2


# --- records


def test_what_the_checks_say_is_recorded_once(small, capsys):
    records = record(small)
    out = capsys.readouterr().out
    assert f"exercises/{NAME}/solution.py: passes 1 check, 2 orders\n" in out
    assert "wrong/own_lock.py: refused by a_two_windows: A sale got lost." in out
    entries = judged.entries(posed(small), records)
    found = entries["wrong/no_release.py"]["checks"]["a_two_windows"]
    assert (found["passed"], found["way"], found["order"]) == (
        False,
        "deadlock",
        "any-time:",
    )
    found = entries["solution.py"]["checks"]["a_two_windows"]
    assert (found["passed"], found["orders"], found["exhaustive"]) == (True, 2, True)
    record(small)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "due"),
    [("wrong/own_lock.py", 1), ("starter.py", 1), ("checks/a_two_windows.py", 7)],
)
def test_an_answer_that_changed_is_judged_alone(small, name, due):
    record(small)
    change(small, f"{FOLDER}/{name}", "window in windows", "window in  windows")
    records = Records(small.root / "snippets")
    assert len(judged.due(posed(small), records)) == due
    assert len(judged.entries(posed(small), records)) == 7 - due


@pytest.mark.parametrize("place", ["engine", "method"])
def test_another_engine_or_judge_makes_all_stale(small, place, monkeypatch):
    records = record(small)
    assert judged.due(posed(small), records) == []
    module = proofs if place == "engine" else judged
    monkeypatch.setattr(module, place, lambda: "another")
    assert len(judged.due(posed(small), records)) == 7
    assert len(judged.entries(posed(small), records)) == 7  # the page shows them still


def test_what_changes_no_verdict_leaves_the_judgments_alone():
    from everyorder import package

    names = {file.name for file in package.judging()}
    assert names == {"exercise.py", "judging.py", "called.py"}
    assert names.isdisjoint(file.name for file in package.deciding())


def test_short_judgments_are_made_again(small):
    record(small)
    rules = Rules(Publication(Site(small.root)))
    assert list(rejudged([posed(small)], rules)) == []
    records = rules.publication.records
    record_ = records.get(posed(small).starter, judged.KIND)
    found = record_["answers"]["wrong/own_lock.py"]["checks"]["a_two_windows"]
    found |= {"way": "deadlock", "sentence": "Something else."}
    records.put(posed(small).starter, judged.KIND, record_)
    (wrong,) = map(str, rejudged([posed(small)], rules))
    assert wrong.startswith(f"{FOLDER}/wrong/own_lock.py: a_two_windows said")
    assert "'Something else.' of it, and now says 'A sale got lost." in wrong
    found["seconds"] = judged.QUICK + 1
    records.put(posed(small).starter, judged.KIND, record_)
    assert list(rejudged([posed(small)], rules)) == []


def test_make_records_forgets_an_answer_that_is_gone(small):
    records = record(small)
    (small.root / FOLDER / "wrong/own_lock.py").unlink()
    said = "\n".join(told(small))
    assert "it is about wrong/own_lock.py, which is no answer" in said
    records = record(small)
    known = records.get(posed(small).starter, judged.KIND)["answers"]
    assert "wrong/own_lock.py" not in known
    assert "which is no answer" not in "\n".join(told(small))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda a: a.update({"right/gone.py": {"checks": {}}}), "it is about right/gone.py, which is no answer"),
        (lambda a: a["solution.py"]["checks"]["a_two_windows"].update(way="raises"), "solution.py: passed is True of a_two_windows, and it has raises"),
        (lambda a: a["starter.py"]["checks"]["a_two_windows"].pop("way"), "starter.py: passed is False of a_two_windows, and it has no way to fail"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_is_told(small, change, wrong):
    records = record(small)
    found = records.get(posed(small).starter, judged.KIND)
    assert judged.contradiction(posed(small), found) is None
    change(found["answers"])
    records.put(posed(small).starter, judged.KIND, found)
    records.save()
    (said,) = told(small)
    assert said.startswith(
        f"{FOLDER}/starter.py: its record in records.json cannot be: {wrong}"
    )


# --- the page


def test_the_page_lists_the_checks_with_their_whole_source(small):
    text = expanded(small)
    assert (
        f'<ol class="exercise-checks" data-exercise="{NAME}" markdown="block">' in text
    )
    assert (
        '<li class="exercise-check" data-check="a_two_windows" markdown="block">'
        in text
    )
    assert 'says">Two windows sell at the same time, and both sales count.</p>' in text
    assert f"```python\n{CHECK}```\n" in text
    assert f'href="../../programs/exercises/{NAME}.zip"' in text
    assert "everyorder.zip" not in text  # the small site has none beside it


def test_the_fewest_switches_come_from_the_proof_of_the_starter(small):
    records = Records(small.root / "snippets")
    proof = BROKEN | {"of": "", "preemptions": 1}
    records.put(posed(small).starter, proofs.KIND, proof)
    records.save()
    assert 'data-fewest="1"' in expanded(small)
    records.put(posed(small).starter, proofs.KIND, proof | {"verdict": "holds"})
    records.save()
    assert "data-fewest" not in expanded(small)


def test_the_page_shows_right_answers_with_their_proofs(small):
    record(small)
    text = expanded(small).partition("## Solutions")[2].partition("## What")[0]
    assert f'data-program="exercises/{NAME}/solution.py"' in text
    assert "What changed from <code>starter.py</code>" in text
    assert text.count("<em>Holds in every order: 2 orders cover them all.</em>") == 3
    assert "<summary>Two windows sell, and one RLock.</summary>" in text
    assert "<p>An RLock does it as well, as here.</p>" in text
    assert "# RIGHT" not in text


def test_the_page_shows_what_others_tried_with_the_order_drawn(small):
    record(small)
    text = expanded(small).partition("## What others tried")[2]
    assert text.count('<figure class="order"') == 3
    assert (
        "<s>Two windows sell at the same time, and both sales count.</s> A sale got"
        in text
    )
    assert "<small>10 - 1 - 2 tickets, the office says 9</small>" in text
    assert "<p>The <code>read</code> comes before the lock.</p>" in text
    assert "<b>12: </b>left = self.<wbr>left</code>" in text
    assert re.search(r"<b>a_two_windows \d\d: </b>window\.<wbr>start\(\)", text)
    assert re.search(r"<td>a_two_windows \d\d</td>", text)
    assert "# WRONG" not in text


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (f"{FOLDER}/wrong/two_steps.py", "left - count", "left - 1 * count"),
        (f"{FOLDER}/checks/a_two_windows.py", "\nimport", "\n\nimport"),
        (f"{FOLDER}/records.json", '"order": "', '"order": "none of '),
    ],
)
def test_an_answer_is_shown_with_its_order_as_it_is_now(small, file, before, after):
    record(small)
    page = small.root / f"docs/exercises/{NAME}.md"
    first = drawn_anew(small, page)
    assert '<figure class="order"' in first
    expanded(small)
    change(small, file, before, after)
    records = Records(small.root / "snippets")
    said = json.loads((small.root / f"{FOLDER}/records.json").read_text())
    told = said["starter.py"][judged.KIND]
    for trial in judged.trials(posed(small)):  # as if it was judged as before
        told["answers"][trial.answer.name]["of"] = trial.fingerprint
    records.put(posed(small).starter, judged.KIND, told)
    records.save()
    assert drawn_anew(small, page) != first


def test_what_has_not_been_judged_says_so(small):
    assert expanded(small).count("<li>Not judged yet.</li>") == 6


def test_an_order_that_does_not_fit_is_told_with_its_answer(small, monkeypatch):
    record(small)

    def follow(*_):
        raise OrderError("The order does not fit.")

    monkeypatch.setattr(answers, "follow_check", follow)
    with pytest.raises(ProblemError) as error:
        expanded(small)
    assert str(error.value).startswith(
        f"{FOLDER}/wrong/no_release.py: the order recorded for a_two_windows cannot be"
    )
    assert "make records" in str(error.value)


def test_a_page_lists_all_exercises(small):
    small.page("# All\n\n{{ exercises }}\n", "docs/exercises/index.md")
    text = expanded(small, "docs/exercises/index.md")
    assert f'<tr data-exercise="{NAME}" markdown="block">' in text
    assert f">[Tickets]({NAME}.md)</td>" in text
    assert ">8</td>" in text
    assert 'class="exercise-done"' in text


@pytest.mark.parametrize("name", ["checks", "right", "wrong"])
def test_another_page_has_no_checks(small, name):
    small.page(f"# A\n\n{{{{ {name} }}}}\n", "docs/a.md")
    with pytest.raises(PageError, match=r"docs/a\.md:3: this page is of no exercise"):
        expanded(small, "docs/a.md")


def test_a_page_without_its_solution_is_told(small):
    (small.root / f"{FOLDER}/solution.py").unlink()
    with pytest.raises(PageError, match=r"there is no solution: add exercises/ticket-"):
        expanded(small)


# --- what readers take home


def test_the_folder_is_an_archive_that_says_how_to_judge(small):
    with zipfile.ZipFile(io.BytesIO(downloads.exercise(posed(small)))) as bundle:
        names = bundle.namelist()
        readme = bundle.read(f"{NAME}/README.md").decode()
    assert f"{NAME}/checks/a_two_windows.py" in names
    assert {f"{NAME}/{kind}" for kind in (*PROGRAMS, *MORE)} <= set(names)
    assert readme.startswith("# Tickets\n")
    assert "python -m everyorder --exercise . mine.py" in readme
    assert "pip install everyorder.zip" in readme


def test_the_archive_names_the_address_of_the_site(small):
    text = (small.root / "mkdocs.yml").read_text()
    small.write("mkdocs.yml", text + "site_url: https://example.org/t/\n")
    bundle = zipfile.ZipFile(io.BytesIO(downloads.exercise(posed(small))))
    readme = bundle.read(f"{NAME}/README.md").decode()
    assert "pip install https://example.org/t/programs/everyorder.zip" in readme


def test_the_package_that_judges_is_an_archive_that_pip_installs(small):
    assert downloads.engine(Site(small.root)) is None
    (small.root / "everyorder/src/everyorder/a").mkdir(parents=True)
    for name in (*downloads.OF_PACKAGE, "src/everyorder/a/b.py"):
        small.write(f"everyorder/{name}", f"{name}\n")
    small.write("everyorder/src/everyorder/a/b.pyc", "no")
    bundle = zipfile.ZipFile(io.BytesIO(downloads.engine(Site(small.root))))
    assert set(bundle.namelist()) == {
        f"everyorder/{name}"
        for name in (*downloads.OF_PACKAGE, "src/everyorder/a/b.py")
    }


# --- what is missing, one by one


def test_a_whole_exercise_has_no_problem(small):
    record(small)
    assert told(small) == []
    rules = Rules(Publication(Site(small.root)))
    assert [p for p in rules.files() if "exercises/" in p.place] == []


@pytest.mark.parametrize(
    ("gone", "place", "wrong"),
    [
        ("starter.py", "starter.py", "there is no such file\n  Write it: the program to break"),
        ("solution.py", "solution.py", "there is no such file\n  Write it: the same program"),
        ("solution.out", "solution.out", "there is no such file\n  `make records`"),
        ("checks/a_two_windows.py", "checks", "there is no check\n  Add a_first.py"),
        ("right/by_hand.py", "right", "1 file, and 2 are wanted\n  Add one that begins with"),
        ("wrong/own_lock.py", "wrong", "2 files, and 3 are wanted\n  Add one that begins"),
    ],
)  # fmt: skip
def test_a_file_that_is_missing_is_told(small, gone, place, wrong):
    record(small)
    (small.root / f"{FOLDER}/{gone}").unlink()
    assert any(said.startswith(f"{FOLDER}/{place}: {wrong}") for said in told(small))


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong"),
    [
        ("## Hints", "## Help", 53, "no section '## Hints'"),
        ("{{ checks }}", "None.", 30, "'What is checked' has no line {{ checks }}"),
        ("{{ wrong }}", "Nothing.", 49, "'What others tried' has no line {{ wrong }}"),
        ('        ??? question "Hint 3"', "        Hint 3", 34, "2 hints, and 3 are wanted"),
        ('    ??? question "Hint 2"', '??? question "Hint 2"', 34, "the hints are indented by 0, 0, 8 spaces"),
        ("*8 minutes, after", "*Soon, after", 1, "no line '*N minutes, after [the lesson]"),
        ("Next lesson: [Locks]", "See [Locks]", 53, "the last line does not begin with 'Next'"),
        ("A ticket office", "A ticket office " * 30, 7, "a story of 136 words"),
    ],
)  # fmt: skip
def test_what_the_page_lacks_is_told_with_its_line(small, before, after, line, wrong):
    record(small)
    change(small, f"docs/exercises/{NAME}.md", before, after)
    said = told(small)
    place = f"docs/exercises/{NAME}.md"
    assert any(text.startswith(f"{place}:{line}: {wrong}") for text in said), said


def test_what_readers_call_it_is_no_part_of_the_story(small):
    record(small)
    page = f"docs/exercises/{NAME}.md"
    text = (small.root / page).read_text("utf-8")
    title = next(line for line in text.split("\n") if line.startswith("# "))
    phrases = "; ".join(f"words of a reader {n}" for n in range(40))
    change(small, page, f"{title}\n", f"{title}\n<!-- asked: {phrases} -->\n")
    assert not [said for said in told(small) if "a story of" in said]


def test_sections_in_another_order_are_told(small):
    record(small)
    page = f"docs/exercises/{NAME}.md"
    change(small, page, "## Hints", "## Later")
    change(small, page, "## Break it, then mend it", "## Hints")
    change(small, page, "## Later", "## Break it, then mend it")
    assert any(
        "its sections are Hints, What is checked, Break it" in t for t in told(small)
    )


@pytest.mark.parametrize(
    ("name", "before", "after", "told_"),
    [
        ("starter.py", "import threading\n", "import threading\n" + "\n" * 30, " lines\n  Keep it between 20 and 45 lines."),
        ("solution.py", 'if __name__ == "__main__":', "if True:", "its main part would run when a check imports it"),
        ("wrong/own_lock.py", "# WRONG: Each", "# Each", "wrong/own_lock.py:1: it does not begin with a comment '# WRONG: why'"),
        ("right/by_hand.py", "# RIGHT: The", "# The", "right/by_hand.py:1: it does not begin with a comment '# RIGHT: why'"),
        ("checks/a_two_windows.py", "raises:", "raise:", "checks/a_two_windows.py:3: 'raise: A sale got lost."),
    ],
)  # fmt: skip
def test_a_program_that_is_not_as_it_must_be_is_told(small, name, before, after, told_):
    record(small)
    change(small, f"{FOLDER}/{name}", before, after)
    assert any(told_ in said for said in told(small))


def test_an_answer_that_changed_since_is_told(small):
    record(small)
    change(small, f"{FOLDER}/wrong/own_lock.py", "Office(10)", "Office(11)")
    (said,) = told(small)
    assert said == (
        f"{FOLDER}/wrong/own_lock.py: it, a check or the judge changed since it was"
        " judged\n  Run `make records` and read the difference."
    )


def test_a_wrong_answer_that_passes_is_told(small):
    (small.root / f"{FOLDER}/wrong/own_lock.py").write_text(
        "# WRONG: It is not.\n" + (small.root / f"{FOLDER}/solution.py").read_text()
    )
    record(small)
    (said,) = told(small)
    assert said == (
        f"{FOLDER}/wrong/own_lock.py: it passes all checks\n"
        "  Add the check that refuses it, or move it to right/."
    )


def test_a_starter_that_passes_is_told(small):
    (small.root / f"{FOLDER}/starter.py").write_text(
        (small.root / f"{FOLDER}/solution.py").read_text()
    )
    record(small)
    (said,) = told(small)
    assert said == (
        f"{FOLDER}/starter.py: it passes all checks\n  Add the check that refuses it."
    )


def test_a_right_answer_that_is_refused_is_told(small):
    change(small, f"{FOLDER}/right/reentrant.py", "with self._lock:", "if True:")
    change(small, f"{FOLDER}/solution.py", "with self._lock:", "if True:")
    record(small)
    solution, reentrant = told(small)
    assert solution.startswith(
        f"{FOLDER}/solution.py: a_two_windows refuses it: raises, 10 - 1 - 2 tickets,"
    )
    assert solution.endswith("\n  Mend the check, so that it refuses no right answer.")
    assert reentrant.endswith("refuses no right answer, or move it to wrong/.")


def test_a_way_to_fail_that_a_check_has_no_sentence_for_is_told(small):
    change(
        small,
        f"{FOLDER}/checks/a_two_windows.py",
        "deadlock: A window waits forever.\n",
        "",
    )
    record(small)
    (said,) = told(small)
    assert said.startswith(
        f"{FOLDER}/checks/a_two_windows.py:1: it refuses wrong/no_release.py and has no"
        " sentence for that: deadlock, "
    )
    assert said.endswith(
        "\n  Say in its docstring what it means, in a line `deadlock: ...`."
    )


def test_a_wrong_answer_that_lacks_a_name_is_told(small):
    change(small, f"{FOLDER}/wrong/own_lock.py", "def sell", "def buy")
    record(small)
    (said,) = told(small)
    assert "a_two_windows says of it: The checks call `Office.sell(n)`." in said
    assert said.endswith("Let it be an answer that a reader might take for right.")


def test_a_check_that_refuses_nothing_is_told(small):
    idle = '"""An office opens.\n\nraises: It does not.\n"""\n\nfrom answer import Office\n\n'
    small.write(f"{FOLDER}/checks/b_opens.py", f"{idle}assert Office(1).left == 1\n")
    record(small)
    (said,) = told(small)
    assert said == (
        f"{FOLDER}/checks/b_opens.py: it refuses neither the starter nor an answer of"
        " wrong/\n  Add a wrong answer that it refuses, or delete the check."
    )


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        ({"seconds": 4.01, "orders": 1200}, "a_two_windows took 4.01 s for 1,200 orders of it"),
        ({"exhaustive": False, "switches": 2, "sentence": "No order"}, "it is not proven by a_two_windows: No order"),
        ({"passed": None, "way": "unsupported", "sentence": "It cannot."}, "a_two_windows cannot judge it: It cannot."),
    ],
)  # fmt: skip
def test_what_is_not_known_of_a_right_answer_is_told(small, found, wrong):
    records = record(small)
    kept = records.get(posed(small).starter, judged.KIND)
    kept["answers"]["right/by_hand.py"]["checks"]["a_two_windows"] |= found
    records.put(posed(small).starter, judged.KIND, kept)
    records.save()
    (said,) = told(small)
    assert said.startswith(f"{FOLDER}/right/by_hand.py: {wrong}")


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("tickets left: ", "left: ", "does not print what solution.out says"),
        ("windows:\n        window.join()", "windows:\n        raise OSError", "does not end well: raises"),
    ],
)  # fmt: skip
def test_a_right_answer_whose_main_part_does_something_else_is_told(
    small, before, after, wrong
):
    change(small, f"{FOLDER}/right/by_hand.py", before, after)
    record(small)
    (said,) = told(small)
    assert said == (
        f"{FOLDER}/right/by_hand.py: its main part {wrong}\n"
        "  Take the main part of the solution."
    )


def test_a_bound_of_the_check_is_enough_for_a_proof(small):
    change(
        small, f"{FOLDER}/checks/a_two_windows.py", "raises:", "preemptions: 2\nraises:"
    )
    record(small)
    assert told(small) == []


def test_a_folder_that_no_page_poses_is_told(small):
    small.write("snippets/exercises/other/starter.py", "x = 1\n")
    rules = Rules(Publication(Site(small.root)))
    (said,) = [str(p) for p in rules.files() if "/other" in p.place]
    assert said.startswith(
        "snippets/exercises/other: no page poses it: there is no docs/exercises/other.md"
    )


def test_a_file_that_is_no_part_of_the_exercise_is_told(small):
    small.write(f"{FOLDER}/other.py", "x = 1\n")
    rules = Rules(Publication(Site(small.root)))
    assert f"{FOLDER}/other.py" in [problem.place for problem in rules.files()]


# --- the command, and the closing lines


@pytest.fixture
def only_this_python(monkeypatch):
    for module in (versions, outputs):
        monkeypatch.setattr(
            module, "found_pythons", lambda: [python_at(sys.executable)]
        )


def test_a_new_exercise_is_led_to_its_end(site, only_this_python, capsys):
    nav = "\nnav:\n  - index.md\n  - exercises/index.md\n"
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + nav)
    site.page("# Home\n", "docs/index.md")
    site.page("# All\n", "docs/exercises/index.md")
    assert new_exercise(Site(site.root), NAME) == 0
    assert "exercises/ticket-office.md and snippets" not in capsys.readouterr().err
    assert (site.root / "mkdocs.yml").read_text().endswith(f"  - exercises/{NAME}.md\n")
    assert (site.root / f"{FOLDER}/solution.out").read_text() == "tickets left: 7\n"
    records = json.loads((site.root / f"{FOLDER}/records.json").read_text())
    assert set(records) == {"starter.py", "solution.py"}
    missing = [said.split("\n")[0] for said in told(site)]
    assert missing == [
        f"docs/exercises/{NAME}.md:34: 2 hints, and 3 are wanted, each within the last",
        f"{FOLDER}/right: 1 file, and 2 are wanted",
        f"{FOLDER}/wrong: 1 file, and 3 are wanted",
    ]
    assert new_exercise(Site(site.root), NAME) == 1
    assert "exists already; nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", "Ticket Office", "exercises/a", "../a", "a_b"])
def test_a_name_that_cannot_be_is_refused(site, name, capsys):
    assert new_exercise(Site(site.root), name) == 2
    assert "NAME=ticket-office" in capsys.readouterr().out


def test_the_closing_lines_count_the_exercises(small):
    record(small)
    result = small.run()
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        ["1 exercise: 3 of 3 right answers accepted, 3 of 3 wrong ones refused"]
    )


def test_the_solution_is_held_to_its_tools(small):
    """As any program that holds: what its lock prevents is on record."""
    site = Site(small.root)
    solution = collect(site).programs[PurePosixPath("exercises", NAME, "solution.py")]
    record_ = tools.try_without(solution)
    assert [trial["verdict"] for trial in record_["tools"]] == ["output", "output"]
