"""There is no room for another thread."""

import threading

threading.stack_size(2**48)
threading.Thread(target=print).start()
