"""A cook who looks at the sign on the door before each dish."""

import threading

closing = threading.Event()  # the sign
at_work = threading.Event()
cooked = threading.Event()
done = []


def cook(orders):
    for order in orders:
        if closing.is_set():  # between two dishes, nothing is half done
            break
        at_work.set()
        cooked.wait()  # a dish takes its time
        done.append(order)
    done.append("stove off")


orders = ["soup", "bread", "stew"]
kitchen = threading.Thread(target=cook, args=(orders,))
kitchen.start()
at_work.wait()
closing.set()  # the cook is at the soup, and will look after it
cooked.set()
kitchen.join()
print(done)
