"""Only the main thread may say
what happens on a signal."""

import signal
import threading

answers = []


def set_handler():
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    except ValueError as error:
        answers.append(f"ValueError: {error}")


helper = threading.Thread(target=set_handler)
helper.start()
helper.join()
print(answers[0])
