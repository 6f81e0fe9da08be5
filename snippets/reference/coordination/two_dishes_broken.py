"""Two guests wait for two dishes; the bell
wakes one of them, perhaps the wrong one."""

import threading

counter = threading.Condition()
ready = set()
served = []


def eat(dish):
    with counter:
        while dish not in ready:
            # woken for another dish, this
            # guest has to wait again
            counter.wait()
        served.append(dish)


guests = [
    threading.Thread(target=eat, args=(dish,))
    for dish in ["soup", "cake"]
]
for guest in guests:
    guest.start()
for dish in ["soup", "cake"]:
    with counter:
        ready.add(dish)
        counter.notify()
for guest in guests:
    guest.join()
print("served:", *sorted(served))
