"""The daemon flag is inherited,
and fixed once a thread started."""

import threading

seen = {}


def hire():  # runs in a daemon thread
    seen["helper"] = threading.Thread(target=print).daemon
    seen["cashier"] = threading.Thread(
        target=print, daemon=False
    ).daemon


manager = threading.Thread(target=hire, daemon=True)
manager.start()
manager.join()
print("main thread:", threading.main_thread().daemon)
print("manager:", manager.daemon)
print("created by the manager:", seen["helper"])
print("created with daemon=False:", seen["cashier"])
try:
    manager.daemon = False
except RuntimeError as error:
    print("too late:", error)
