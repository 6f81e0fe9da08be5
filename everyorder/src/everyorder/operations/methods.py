"""What the methods of the thread modules' classes do that others see: one table.

A method that is not in it is a write of its object's state, as a whole: of a queue, an
event, a barrier. To know more of a method, add it here; library.py does it.
"""

from enum import Enum, auto


class Model(Enum):
    """How a call is done."""

    WRITE = auto()  # of the state of the object
    ASK = auto()  # a read of it
    RESULT = auto()  # as long as it takes: the same, whatever came first
    MAKE = auto()  # a thread, whose name has the next number
    START = auto()  # a thread, which is listed from then on
    JOIN = auto()  # as long as it takes; with a timeout it is LIFE
    LIFE = auto()  # a read of whether a thread lives
    LOCK = auto()  # what the lock inside the object does


METHODS = {
    ("threading", "Thread"): {
        "__init__": Model.MAKE,
        "start": Model.START,
        "join": Model.JOIN,
        "is_alive": Model.LIFE,
    },
    ("threading", "Condition"): {"acquire": Model.LOCK, "__enter__": Model.LOCK},
    ("concurrent.futures._base", "Future"): {
        "result": Model.RESULT,
        "exception": Model.RESULT,
        "done": Model.ASK,
        "running": Model.ASK,
        "cancelled": Model.ASK,
    },
    ("concurrent.futures.thread", "ThreadPoolExecutor"): {
        "shutdown": Model.RESULT,
        "__exit__": Model.RESULT,
    },
}


def model_of(cls: type, name: str) -> Model:
    """The model of a method that objects of this class have."""
    for base in cls.__mro__:
        methods = METHODS.get((base.__module__, base.__qualname__))
        if methods and name in methods:
            return methods[name]
    return Model.WRITE
