"""A handler that only notes the signal; the
main thread does the rest in ordinary code."""

import os
import queue
import signal
import threading

wishes = queue.SimpleQueue()
closing = threading.Event()
menu_read = threading.Event()


def note(number, frame):
    # this put() may even interrupt
    # a put() or get() of this queue
    wishes.put(signal.Signals(number).name)


def next_wish():
    while True:
        try:
            return wishes.get(timeout=1)
        except queue.Empty:
            # a handler comes in between steps
            pass


def cook():
    try:
        while not closing.wait(timeout=0.1):
            pass  # one step of your work
    finally:
        print("stove off")


def somebody_sends_signals():
    os.kill(os.getpid(), signal.SIGHUP)
    menu_read.wait()  # only for the show
    os.kill(os.getpid(), signal.SIGTERM)


for wanted in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
    signal.signal(wanted, note)
kitchen = threading.Thread(target=cook)
kitchen.start()
threading.Thread(target=somebody_sends_signals).start()
try:
    while (wish := next_wish()) == "SIGHUP":
        # may take locks and write logs
        print(wish, "- reads the new menu")
        menu_read.set()
    print(wish, "- closes")
finally:
    closing.set()
    kitchen.join()
