"""Records what is proven: every program in every order, and an order that breaks it."""

from sitekit.programs import Program
from sitekit.records import orders, proofs
from sitekit.records.sentences import sentence
from sitekit.records.store import Records


def record_proofs(
    programs: list[Program], everything: list[Program], records: Records
) -> list[str]:
    """Prove what the record does not cover: changed programs, or all for a new engine.

    Returns what contradicts its page.
    """
    new_engine = records.engine != proofs.engine()
    due = [
        p for p in programs if proofs.provable(p) and not proofs.is_current(p, records)
    ]
    for program in programs:
        if not proofs.provable(program):
            records.drop(program, proofs.KIND)
    wrong = []
    for program, proof in proofs.prove_all(due):
        records.put(program, proofs.KIND, proofs.to_record(proof))
        print(f"{program.path}: {sentence(program, proof)}", flush=True)
        problem = proofs.wrong(program, proof)
        if problem:
            wrong.append(f"snippets/{program.path}: {problem}")
    if new_engine and len(programs) == len(everything):
        records.engine = proofs.engine()
    elif new_engine:
        print("The engine changed: `make records` without a page proves all again.")
    return wrong


def record_orders(programs: list[Program], records: Records) -> list[str]:
    """Write the missing and the stale order files of broken programs."""
    wrong = []
    for program in orders.drawable(programs):
        if not orders.problem(program):
            continue
        found = orders.find(program, records)
        if found is None:
            wrong.append(f"snippets/{program.path}: no order was found that breaks it")
            continue
        orders.write(program, found)
        print(f"{program.path}: {found.breaks}: {found.ends}")
    return wrong
