"""start() raises when the system
has no room for another thread."""

import threading


def deliver():
    print("never printed: this thread does not come to life")


# for each: more memory than there is
threading.stack_size(2**48)
courier = threading.Thread(target=deliver)
try:
    courier.start()
except RuntimeError as error:
    print(error)
print("alive:", courier.is_alive(), "ident:", courier.ident)
