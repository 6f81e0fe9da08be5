"""A hook is tried with an exception that
no thread had, and taken away again."""

import threading


def note(args):
    line = args.exc_traceback.tb_lineno
    told = f"{args.exc_type.__name__}: {args.exc_value}"
    print(f"{args.thread.name}, line {line}: {told}")


threading.excepthook = note
try:
    raise ValueError("no crown")
except ValueError as error:
    known = [
        type(error),
        error,
        error.__traceback__,
        threading.main_thread(),
    ]
    # what a thread's own exception would do
    threading.excepthook(threading.ExceptHookArgs(known))
threading.excepthook = threading.__excepthook__


def leave():
    print("the king leaves")
    raise SystemExit


actor = threading.Thread(target=leave)
actor.start()
actor.join()
print("Python's own hook is silent about SystemExit")
