"""join(timeout=...) gives up
waiting; the thread carries on."""

import threading

signed = threading.Event()


def deliver():
    # at the door, until somebody signs
    signed.wait()


courier = threading.Thread(target=deliver)
courier.start()

answer = courier.join(timeout=0.1)
print("join returned:", answer)
print("alive:", courier.is_alive())

signed.set()
courier.join()
print("alive:", courier.is_alive())
