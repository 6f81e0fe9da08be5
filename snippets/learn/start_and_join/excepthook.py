"""threading.excepthook hears of
each exception nobody caught."""

import sys
import threading

failures = []


# runs in the thread that failed
def note_failure(args):
    # sys.exit() is no failure
    if args.exc_type is not SystemExit:
        failures.append(f"{args.thread.name}: {args.exc_value}")


def weigh():
    raise ValueError("the piano is too heavy")


def go_home():
    sys.exit("the counter is closed")


threading.excepthook = note_failure
clerks = [
    threading.Thread(target=weigh, name="clerk 1"),
    threading.Thread(target=go_home, name="clerk 2"),
]
try:
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
except ValueError:
    print("never printed: the exception stays in its thread")
print(failures)
