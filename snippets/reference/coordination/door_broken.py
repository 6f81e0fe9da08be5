"""A door is opened and closed again: a guest
who comes a little later has missed it."""

import threading

door = threading.Event()
opened = 0
inside = []


def visit():
    # the door may be closed again by now
    door.wait()
    inside.append(opened)


guest = threading.Thread(target=visit)
guest.start()
opened += 1
door.set()
door.clear()
guest.join()
print("inside after opening:", *inside)
