"""Ctrl-C, and each cook cleans up
before the program ends."""

import signal
import threading

closing = threading.Event()
at_work = threading.Barrier(3)
cleaned = []


def cook(dish, gone):
    try:
        at_work.wait()  # only for the show
        while not closing.wait(timeout=0.1):
            pass  # one step of your work
    finally:
        cleaned.append(dish)  # your cleanup
        gone.set()  # the very last step


def somebody_presses_ctrl_c():
    at_work.wait()  # both cooks are busy
    main = threading.main_thread().ident
    signal.pthread_kill(main, signal.SIGINT)


cooks = []
try:
    for dish in ("soup", "stew"):
        gone = threading.Event()
        thread = threading.Thread(target=cook, args=(dish, gone))
        thread.start()
        cooks.append((thread, gone))
    threading.Thread(target=somebody_presses_ctrl_c).start()
    for _, gone in cooks:
        # so Ctrl-C waits a second at most
        while not gone.wait(timeout=1):
            pass
except KeyboardInterrupt:
    print("Ctrl-C, the kitchen closes")
finally:
    closing.set()
    for thread, gone in cooks:
        gone.wait()
        thread.join()  # only now
    print("cleaned up:", *sorted(cleaned))
