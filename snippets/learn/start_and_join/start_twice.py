"""A thread starts once; start() and
join() refuse what cannot work."""

import threading

notes = []


def walk_round():
    notes.append("letters delivered")
    try:
        # would wait for its own end
        carrier.join()
    except RuntimeError as error:
        notes.append(error)


carrier = threading.Thread(target=walk_round)
try:
    # nothing to wait for: not started yet
    carrier.join()
except RuntimeError as error:
    notes.append(error)
carrier.start()
carrier.join()
try:
    carrier.start()  # its round is over
except RuntimeError as error:
    notes.append(error)

carrier = threading.Thread(target=walk_round)
carrier.start()
carrier.join()
for note in notes:
    print(note)
