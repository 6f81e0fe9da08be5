"""Stacks to run threads on: the one place that knows where the engine runs.

A fiber is a stack that keeps its place while another runs. A backend is two
functions and nothing else; who runs next is the scheduler's business.

    start(body) -> fiber   a fiber that will call `body` when first switched to;
                           `body` returns the fiber that goes on when it is over
    switch(fiber)          run `fiber` now; returns when something switches back
    current() -> fiber     the fiber that runs now, asked once, by the driver

Desktop: greenlets.py. Browser: jspi.py.
"""

import sys

if sys.platform == "emscripten":
    from everyorder.runtime.fibers.jspi import current, start, switch
else:
    from everyorder.runtime.fibers.greenlets import current, start, switch

__all__ = ["current", "start", "switch"]
