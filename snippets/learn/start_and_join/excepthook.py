"""threading.excepthook hears of each exception nobody caught."""

import threading

failures = []


def note_failure(args):  # runs in the thread that failed
    failures.append(f"{args.thread.name}: {args.exc_value}")


def weigh(parcel):
    raise ValueError(f"the {parcel} is too heavy")


threading.excepthook = note_failure
clerk = threading.Thread(target=weigh, args=("piano",), name="clerk 1")
try:
    clerk.start()
    clerk.join()
except ValueError:
    print("never printed: the exception stays in its thread")
print(failures)
