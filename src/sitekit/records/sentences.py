"""What a page says of a proof: a badge of a few words, and the sentence behind it.

Every sentence stands here whole, so that a search for its words finds it. The engine
has words of its own for its command (everyorder/report.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sitekit.programs import Program

HOLDS = "Holds in every order: {orders} cover them all."
HOLDS_ONE = "Holds in every order: there is only one."
ENDS_LIKE_THIS = "Ends like this in every order: {orders} in all."
HOLDS_TO_BOUND = (
    "Holds in every order {bound}: there are {orders}. With more, it was not run."
)
BREAKS = "Breaks in {count} {bound}: {how}."
NOT_RUN = "Not run in every order: {why}."
WITHOUT = "Without {tools} it breaks in {count} {bound}."
WITHOUT_SPINS = "Without {tools} a thread goes round a loop where it should wait."
WITHOUT_OPEN = "Without {tools} it was not run in every order: {why}"
IDLE = "{tool} prevents nothing here: it {reason}."

ENDINGS = {
    "deadlock": ("they end in a deadlock", "it ends in a deadlock"),
    "raises": ("they end with an exception", "it ends with an exception"),
    "output": ("they print something else", "it prints something else"),
    "hangs": ("they never end", "it never ends"),
}


@dataclass(frozen=True)
class Badge:
    """A few words; `kind` is holds, bounded, breaks or once, and chooses the look."""

    kind: str
    text: str


ONCE = Badge("once", "Run in one order only")
ALWAYS_BREAKS = Badge("breaks", "Breaks in every order")
CAN_BREAK = Badge("breaks", "Can break: {count}")
BOUNDED = Badge("bounded", "Holds in the orders that were run")
ENDS = Badge("holds", "Ends like this in every order")
PROVEN = Badge("holds", "Holds in every order")
BADGES = (ONCE, ALWAYS_BREAKS, CAN_BREAK, BOUNDED, ENDS, PROVEN)


def badge(program: Program, proof: dict) -> Badge:
    """The proof in a few words that explain themselves."""
    verdict = proof["verdict"]
    if program.claims.one_order:
        return ONCE
    if verdict in ENDINGS:
        always = proof["breaking"] and proof["breaking"][0] == proof["breaking"][1]
        if always:
            bound = bounded(proof["preemptions"])
            return Badge(ALWAYS_BREAKS.kind, f"{ALWAYS_BREAKS.text} {bound}")
        return Badge(CAN_BREAK.kind, CAN_BREAK.text.format(count=breaking(proof)))
    if verdict != "holds":
        return ONCE
    if not proof["exhaustive"]:
        return BOUNDED
    return ENDS if program.claims.ending.merged else PROVEN


def sentence(program: Program, proof: dict) -> str:
    """What was reached, never more."""
    verdict, orders = proof["verdict"], counted(proof["orders"])
    if program.claims.one_order:
        return NOT_RUN.format(why=program.claims.one_order)
    if verdict in ENDINGS:
        return breaks(proof)
    if verdict != "holds":
        return NOT_RUN.format(why=proof["detail"])
    if not proof["exhaustive"]:
        bound = bounded(proof["preemptions"])
        return HOLDS_TO_BOUND.format(bound=bound, orders=orders)
    if program.claims.ending.merged:
        return ENDS_LIKE_THIS.format(orders=orders)
    return (HOLDS_ONE if proof["orders"] == 1 else HOLDS).format(orders=orders)


def breaks(proof: dict) -> str:
    """How many orders break, of those with as few switches, and how they end."""
    many, one = ENDINGS[proof["verdict"]]
    how = one if proof["breaking"] and proof["breaking"][0] == 1 else many
    bound = bounded(proof["preemptions"])
    return BREAKS.format(count=breaking(proof), bound=bound, how=how)


def breaking(proof: Mapping) -> str:
    """How many orders break, as far as they were counted."""
    if not proof["breaking"]:
        return "some orders"
    some, orders = proof["breaking"]
    return "every order" if some == orders else f"{some:,} of {orders:,} orders"


def without(tools: list[str], trial: Mapping) -> str:
    """What happens without one of these tools, whose trials ended alike."""
    named = " or ".join(tools)
    if trial["verdict"] in ENDINGS:
        bound = bounded(trial["preemptions"])
        return WITHOUT.format(tools=named, count=breaking(trial), bound=bound)
    if "detail" in trial:
        return WITHOUT_OPEN.format(tools=named, why=trial["detail"])
    return WITHOUT_SPINS.format(tools=named)


def holds_without(trial: Mapping) -> str:
    """That nothing breaks without a tool, and how far that was run."""
    orders = counted(trial["orders"])
    if trial["exhaustive"]:
        return f"without it the program holds in every order ({orders})."
    bound = bounded(trial["preemptions"])
    return f"without it the program holds in every order {bound} ({orders})."


def idle(tool: str, reason: str) -> str:
    """Why a tool that prevents nothing is there."""
    return IDLE.format(tool=tool[0].upper() + tool[1:], reason=reason.rstrip("."))


def counted(orders: int) -> str:
    return f"{orders:,} order" + "s" * (orders != 1)


def bounded(switches: int) -> str:
    """A switch is counted where the thread that ran could have gone on."""
    if not switches:
        return "without a switch"
    words = {1: "one", 2: "two", 3: "three"}
    return f"with at most {words.get(switches, switches)} switch" + "es" * (
        switches != 1
    )
