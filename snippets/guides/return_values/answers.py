"""A clerk who stays: each letter goes in
with a queue of its own for the answer."""

import queue
import threading

desk = queue.SimpleQueue()


def price(letter):
    return {"Rome": 2, "Lima": 5}[letter]


def clerk():
    while (order := desk.get()) is not None:
        letter, answer = order
        try:
            answer.put((price(letter), None))
        except Exception as error:
            # whoever asks must get an answer
            answer.put((None, error))


def ask(letter):
    answer = queue.SimpleQueue()
    desk.put((letter, answer))
    euros, error = answer.get()
    if error is not None:
        raise error
    return euros


thread = threading.Thread(target=clerk)
thread.start()
try:
    print("Rome:", ask("Rome"), "euros")
    print("Oz:", ask("Oz"), "euros")
except KeyError as error:
    print("there is no price to", error)
finally:
    desk.put(None)
    thread.join()
