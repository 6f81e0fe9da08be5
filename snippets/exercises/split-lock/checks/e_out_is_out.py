"""A tool that is out is out, also for the neighbor who has it.

raises: `borrow()` lent a tool that was out, or did not say so.
deadlock: A thread that holds a lock asked for it again, or never gave
    it back.
hangs: A neighbor goes round a loop until the shed is free. A lock lets
    the neighbor sleep instead.
"""

from answer import Shed

shed = Shed(["drill"])
first = shed.borrow("drill", "Ines")
again = shed.borrow("drill", "Ines")
assert (first, again) == (True, False), (
    f"borrow() said {first}, and then {again}"
)
