"""Every program keeps its page in every order; a broken one breaks in some."""

import pytest

from sitekit.records import proofs, store
from tests.conftest import report


@pytest.fixture(scope="module")
def provable(found):
    return [p for p in found.programs.values() if proofs.provable(p)]


@pytest.fixture(scope="module")
def recorded(site):
    return store.load(site.snippets, proofs.PROOFS)


def test_every_proof_is_of_the_program_and_the_engine_as_they_are_now(
    site, provable, recorded
):
    problems = [
        f"{site.name(p.file)}: it or the engine changed since it was proven"
        for p in provable
        if not proofs.is_current(p, recorded.get(str(p.path)))
    ]
    gone = set(recorded) - {str(p.path) for p in provable}
    problems += [f"snippets/{path}: a proof, but no program" for path in gone]
    report(problems, "Run `make prove` and commit snippets/proofs.json.")


def test_no_proof_contradicts_its_page(site, provable, recorded):
    problems = []
    for program in provable:
        proof = recorded.get(str(program.path))
        wrong = proof and proofs.wrong(program, proof)
        if wrong:
            place = f"{site.name(program.page)}:{program.line}"
            problems.append(f"{place} ({site.name(program.file)}): {wrong}")
    report(problems, "CONTRIBUTING.md says what the names of programs promise.")


def test_short_proofs_come_out_as_recorded(site, provable, recorded):
    """The rest, of many orders, stand on their record and its fingerprints."""
    short = [
        p
        for p in provable
        if recorded.get(str(p.path), {}).get("orders", 0) <= proofs.QUICK
        and recorded.get(str(p.path), {}).get("verdict") != "incomplete"
    ]
    problems = []
    for program, proof in proofs.in_processes(proofs.prove, short):
        wrong = proofs.wrong(program, proof)
        before = recorded.get(str(program.path), {})
        # The library's own steps are others on another Python, the verdict is not.
        same = before.get("python") == proofs.PYTHON
        keys = ("verdict", "orders", "order") if same else ("verdict",)
        if wrong:
            problems.append(f"{site.name(program.file)}: {wrong}")
        elif [proof[k] for k in keys] != [before.get(k) for k in keys]:
            now = proofs.sentence(program, proof)
            problems.append(f"{site.name(program.file)}: now {now!r}")
    report(problems, "Run `make prove` and commit snippets/proofs.json.")
    assert len(short) > len(provable) / 2
