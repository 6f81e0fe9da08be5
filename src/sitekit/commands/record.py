"""`make record`: an order that breaks each broken program."""

from sitekit.commands.programs import all_programs
from sitekit.records import orders, proofs, store
from sitekit.site import Site


def record(site: Site) -> int:
    """Write the missing and the stale order files of broken programs."""
    proven = store.load(site.snippets, proofs.PROOFS)
    due = [p for p in orders.drawable(all_programs(site)) if orders.problem(p)]
    failed = 0
    for program in due:
        found = orders.find(program, proven.get(str(program.path)))
        if found is None:
            failed += 1
            print(f"snippets/{program.path}: no order was found that breaks it")
            continue
        orders.write(program, found)
        print(f"{program.path}: {found.breaks}: {found.ends}")
    print(f"{len(due) - failed} order files written." if due else "All are current.")
    return 1 if failed else 0
