"""Without a join: the program
still waits for its thread."""

import threading

lights_out = threading.Event()


def tidy_up():
    # until the main thread is on its last line
    lights_out.wait()
    print("shelves tidied")


helper = threading.Thread(target=tidy_up)
helper.start()
print("main thread: good night")
lights_out.set()
