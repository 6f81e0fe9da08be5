"""What one thread stores is
not there for another."""

import threading

notepad = threading.local()
# on the main thread's page
notepad.dish = "soup"
seen = []


def look():
    seen.append(hasattr(notepad, "dish"))
    # on the waiter's page
    notepad.dish = "curry"
    seen.append(notepad.dish)


waiter = threading.Thread(target=look)
waiter.start()
waiter.join()
print("the waiter finds a dish:", seen[0])
print("the waiter writes one:", seen[1])
print("the main thread still reads:", notepad.dish)
