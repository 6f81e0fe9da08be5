"""A cook who looks at the sign
on the door before each dish."""

import threading

closing = threading.Event()  # the sign
at_work = threading.Event()
cooked = threading.Event()
done = []


def cook(orders):
    # --8<-- [start:look]
    for order in orders:
        # between two dishes,
        # nothing is half done
        if closing.is_set():
            break
        # --8<-- [end:look]
        at_work.set()
        cooked.wait()  # a dish takes its time
        done.append(order)
    done.append("stove off")


orders = ["soup", "bread", "stew"]
kitchen = threading.Thread(target=cook, args=(orders,))
kitchen.start()
at_work.wait()
# the cook is at the soup,
# and will look after it
closing.set()
cooked.set()
kitchen.join()
print(done)
