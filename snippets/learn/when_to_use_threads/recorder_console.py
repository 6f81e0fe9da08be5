"""One loop handles keys and results as they come."""

import queue
import threading

events = queue.Queue()
stop = threading.Event()
tape = []


def record():
    """The work: it goes on until somebody presses stop."""
    stop.wait()
    events.put(("result", "recording ended"))
    tape.append("song.wav")  # saving takes its time


def press_keys():
    """Stands for the person at the keyboard."""
    for key in ("louder", "stop"):
        events.put(("key", key))


# --8<-- [start:loop]
recorder = threading.Thread(target=record)
person = threading.Thread(target=press_keys)
recorder.start()
person.start()
kind = None
while kind != "result":
    kind, text = events.get()  # whatever comes first, from any thread
    print(f"{kind}: {text}")
    if text == "stop":
        stop.set()
        # --8<-- [end:loop]
recorder.join()  # only now is everything on the tape
print("saved:", *tape)
