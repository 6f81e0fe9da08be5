"""A call that is ended for good when its
time is up, in a process of its own."""

import multiprocessing
import time


def send_result(sender, work, args):
    sender.send(work(*args))


def call_within(seconds, work, *args):
    """work(*args), or TimeoutError; EOFError
    if the process ends without a result."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(
        target=send_result, args=(sender, work, args)
    )
    process.start()
    # only the process can send from here on
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise TimeoutError(f"no result in {seconds} s")
        return receiver.recv()
    finally:
        process.terminate()
        process.join()


def develop(photo, hours):
    time.sleep(3600 * hours)
    return f"{photo} developed"


if __name__ == "__main__":
    print(call_within(60, develop, "city", 0))
    try:
        print(call_within(0.1, develop, "sea", 1))
    except TimeoutError as error:
        print("sea:", error)
    print("still at work:", multiprocessing.active_children())
