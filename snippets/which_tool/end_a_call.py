"""A call is to end early: how long
does it go on, in each way?"""

import multiprocessing
import statistics
import threading
import time

SECONDS = 0.3


def one_long_call(begun, stop):
    begun.set()
    # a call that nobody can end
    time.sleep(SECONDS)


def many_short_calls(begun, stop):
    begun.set()
    for _ in range(10):
        time.sleep(SECONDS / 10)
        if stop.is_set():
            return


def ask_a_thread(job):
    begun, stop = threading.Event(), threading.Event()
    thread = threading.Thread(target=job, args=(begun, stop))
    thread.start()
    begun.wait()
    start = time.perf_counter()
    stop.set()
    thread.join()
    return time.perf_counter() - start


def terminate_a_process(job):
    begun, stop = multiprocessing.Event(), multiprocessing.Event()
    process = multiprocessing.Process(target=job, args=(begun, stop))
    process.start()
    begun.wait()
    start = time.perf_counter()
    process.terminate()
    process.join()
    return time.perf_counter() - start


# processes import this file once more
if __name__ == "__main__":
    for label, end, job in (
        ("thread, one long call", ask_a_thread, one_long_call),
        ("thread, many short calls", ask_a_thread, many_short_calls),
        ("process, terminated", terminate_a_process, one_long_call),
    ):
        taken = statistics.median(end(job) for _ in range(3))
        print(f"{label}: {taken * 1000:.1f} ms")
