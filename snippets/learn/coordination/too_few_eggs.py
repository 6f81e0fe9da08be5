"""A baker who fails breaks the
barrier, so the other need not wait."""

import threading

both_ready = threading.Barrier(2)
notes = [None, None]


def prepare(baker, eggs):
    try:
        if eggs < 3:
            raise ValueError(f"only {eggs} eggs")
        both_ready.wait()
        notes[baker] = "bakes a cake"
    except ValueError as error:
        # the other baker waits, now or later
        both_ready.abort()
        notes[baker] = f"{error}"
    except threading.BrokenBarrierError:
        notes[baker] = "gives up: the other one does not come"


bakers = [
    threading.Thread(target=prepare, args=(0, 4)),
    threading.Thread(target=prepare, args=(1, 2)),
]
for baker in bakers:
    baker.start()
for baker in bakers:
    baker.join()
for number, note in enumerate(notes, 1):
    print(f"baker {number}: {note}")
# the next two can meet here again
both_ready.reset()
print(f"barrier broken: {both_ready.broken}")
