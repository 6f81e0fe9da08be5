"""One thread silences warnings for itself,
and maybe for the others, too."""

import threading
import warnings

silent = threading.Event()
warned = threading.Event()


def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        silent.set()
        warned.wait()


warnings.simplefilter("error")
helper = threading.Thread(target=quiet)
helper.start()
silent.wait()
try:
    warnings.warn("the stamp is old", stacklevel=1)
    print("silenced by the other thread")
except UserWarning as warning:
    print("heard:", warning)
finally:
    warned.set()
    helper.join()
