"""Records what is proven: every program in every order, an order that breaks it, and
what breaks without each of its tools."""

from everyorder import OrderError
from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.records import orders, proofs, tools
from sitekit.records.sentences import sentence
from sitekit.records.store import Records

UNBROKEN = (
    "no order was found that breaks it",
    "Mend the mistake that it is to show, or rename it.",
)


def record_proofs(
    programs: list[Program], everything: list[Program], records: Records
) -> list[Problem]:
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
    for program, proof in proofs.in_processes(proofs.prove, due):
        records.put(program, proofs.KIND, proofs.to_record(proof))
        print(f"{program.path}: {sentence(program, proof)}", flush=True)
        found = proofs.wrong(program, proof)
        if found:
            wrong.append(Problem(program.place, 0, *found))
    if new_engine and len(programs) == len(everything):
        records.engine = proofs.engine()
    elif new_engine:
        print("The engine changed: `make records` without a page proves all again.")
    return wrong


def record_tools(programs: list[Program], records: Records) -> list[Problem]:
    """Take out each tool of the programs that hold, where that is not recorded yet.

    Returns which tools prevent nothing, and which marks say so of one that does.
    """
    for program in programs:
        proof = records.get(program, proofs.KIND)
        if proof is None or proof["verdict"] != "holds":
            records.drop(program, tools.KIND)
    due = [program for program in programs if tools.due(program, records)]
    for program, record in proofs.in_processes(tools.try_without, due):
        records.put(program, tools.KIND, record)
        for said in tools.told(record, dict(program.claims.kept)):
            print(f"{program.path}: {said}", flush=True)
    wrong = []
    for program in programs:
        wrong += tools.problems(program, records)
        for said in tools.undecided(records.get(program, tools.KIND)):
            print(f"{program.place}: {said}")
    print(tools.summary(programs, records))
    return wrong


def record_orders(programs: list[Program], records: Records) -> list[Problem]:
    """Write the missing and the stale order files of broken programs."""
    wrong = []
    for program in orders.drawable(programs):
        if not orders.problem(program):
            continue
        try:
            found = orders.find(program, records)
        except OrderError as error:
            wrong.append(Problem(program.place, 0, str(error), orders.MEND))
        except orders.OrderFileError as error:
            wrong.append(error.problem)
        else:
            if found is None:
                wrong.append(Problem(program.place, 0, *UNBROKEN))
                continue
            orders.write(program, found)
            print(f"{program.path}: {found.breaks}: {found.ends}")
    return wrong
