"""daemon is set after the start."""

import threading

parcels = ["lamp"]
courier = threading.Thread(target=parcels.clear)
courier.start()
courier.daemon = True
