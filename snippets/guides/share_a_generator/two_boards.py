"""Each of two boards shows all
numbers of one generator."""

import sys
import threading

if sys.version_info < (3, 15):
    sys.exit("This program needs Python 3.15 or newer.")

shown = {}


def numbers():
    for number in range(1, 4):
        yield f"B-{number}"


def show(board, numbers):
    shown[board] = list(numbers)


boards = ["hall", "street"]
# one iterator for each thread
copies = threading.concurrent_tee(numbers(), len(boards))
threads = [
    threading.Thread(target=show, args=pair)
    for pair in zip(boards, copies)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for board in boards:
    print(board, *shown[board])
