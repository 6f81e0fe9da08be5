"""A program that shows where each of its
threads stands when you ask, and goes on."""

import faulthandler
import signal
import threading

# --8<-- [start:prepare]
# not on Windows; prints to stderr
faulthandler.register(signal.SIGUSR1, all_threads=True)
# --8<-- [end:prepare]

at_gate = threading.Event()
gate = threading.Event()


def wait_at_gate():
    at_gate.set()
    gate.wait()


def deliver():
    wait_at_gate()


courier = threading.Thread(target=deliver, name="courier")
courier.start()
at_gate.wait()
# as if somebody typed kill -USR1
signal.raise_signal(signal.SIGUSR1)
gate.set()
courier.join()
print("delivered")
