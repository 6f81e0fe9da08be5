"""A new thread begins with the context of its
creator or with none: a flag says which."""

import sys
import threading
import warnings
from contextvars import ContextVar

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

visitor = ContextVar("visitor", default="nobody")
seen = []


def look():
    seen.append(visitor.get())
    warnings.warn("mind the step", stacklevel=1)


visitor.set("Ada")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    guide = threading.Thread(target=look)
    guide.start()
    guide.join()
flag = sys.flags.thread_inherit_context
print("as the flag says:", seen == ["Ada" if flag else "nobody"])
# with this flag, the block is that of its
# context: a thread without it is not caught
flag = sys.flags.context_aware_warnings
inherited = sys.flags.thread_inherit_context
alone = flag and not inherited
print("as this one says:", bool(caught) == (not alone))
