"""A driver waits a moment for the gate, then gives up and says so."""

import threading

gate = threading.Lock()


def leave():
    if not gate.acquire(timeout=0.1):
        print("gate still locked: I try again later")
        return
    try:
        print("driving home")
    finally:
        gate.release()


driver = threading.Thread(target=leave)
with gate:
    driver.start()
    driver.join()  # the driver needs the gate that we hold

driver = threading.Thread(target=leave)
driver.start()
driver.join()
