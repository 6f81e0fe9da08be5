"""The porter counts how often the door was
opened: a guest who comes later sees that."""

import threading

door = threading.Condition()
opened = 0
inside = []


def visit():
    with door:
        # true also of a door that was opened
        # before the guest came
        door.wait_for(lambda: opened > 0)
    inside.append(opened)


guest = threading.Thread(target=visit)
guest.start()
with door:
    opened += 1
    door.notify_all()
guest.join()
print("inside after opening:", *inside)
