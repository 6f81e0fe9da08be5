"""An entrance and an exit change one sign; a lock keeps it right."""

import threading

free_spaces = 10
sign = threading.Lock()


def let_in(cars):
    global free_spaces
    for _ in range(cars):
        with sign:  # the exit waits here while the entrance counts
            free_spaces = free_spaces - 1


def let_out(cars):
    global free_spaces
    for _ in range(cars):
        with sign:  # and the entrance waits here for the exit
            free_spaces = free_spaces + 1


entrance = threading.Thread(target=let_in, args=(2,))
exit_gate = threading.Thread(target=let_out, args=(2,))
entrance.start()
exit_gate.start()
entrance.join()
exit_gate.join()
print(f"free spaces: {free_spaces}")
