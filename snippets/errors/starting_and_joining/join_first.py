"""join() comes before start()."""

import threading

courier = threading.Thread(target=print, args=("on my way",))
courier.join()
