"""A process adds to a copy of our
list; a thread adds to our list."""

import multiprocessing
import threading


def add_milk(shopping, where):
    shopping.append("milk")
    print(f"in the {where}: {shopping}")


if __name__ == "__main__":
    shopping = ["bread"]

    helper = multiprocessing.Process(
        target=add_milk, args=(shopping, "process")
    )
    helper.start()
    helper.join()
    print(f"after the process: {shopping}")

    helper = threading.Thread(
        target=add_milk, args=(shopping, "thread")
    )
    helper.start()
    helper.join()
    print(f"after the thread: {shopping}")
