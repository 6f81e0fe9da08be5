"""`make prove`: every program in every order."""

from sitekit.commands.programs import all_programs
from sitekit.records import proofs, store
from sitekit.site import Site


def prove(site: Site) -> int:
    """Run every program in every order, as far as that ends, and record the proofs.

    Proves what the record does not cover: changed programs, or all with a new engine.
    """
    everything = all_programs(site)
    programs = [p for p in everything if proofs.provable(p)]
    old = store.load(site.snippets, proofs.PROOFS)
    new = {
        str(p.path): old[str(p.path)]
        for p in programs
        if proofs.is_current(p, old.get(str(p.path)))
    }
    due = [p for p in programs if str(p.path) not in new]
    failed = 0
    for program, proof in proofs.prove_all(due):
        new[str(program.path)] = proof
        print(f"{program.path}: {proofs.sentence(program, proof)}", flush=True)
        wrong = proofs.wrong(program, proof)
        if wrong:
            failed += 1
            print(f"snippets/{program.path}: {wrong}", flush=True)
    store.save(site.snippets, proofs.PROOFS, new)
    print(proofs.summary(everything, new))
    return 1 if failed else 0
