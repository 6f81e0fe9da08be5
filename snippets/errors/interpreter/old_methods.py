"""A thread is asked by the old names."""

import threading

courier = threading.Thread()
courier.setDaemon(True)
courier.isDaemon()
courier.setName("courier")
courier.getName()
