"""What one thread stores is not there for another."""

import threading

notepad = threading.local()
notepad.dish = "soup"  # on the main thread's page
seen = []


def look():
    seen.append(hasattr(notepad, "dish"))
    notepad.dish = "curry"  # on the waiter's page
    seen.append(notepad.dish)


waiter = threading.Thread(target=look)
waiter.start()
waiter.join()
print("the waiter finds a dish:", seen[0])
print("the waiter writes one:", seen[1])
print("the main thread still reads:", notepad.dish)
