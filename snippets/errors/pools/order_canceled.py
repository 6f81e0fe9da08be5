"""A canceled order is asked for."""

from concurrent.futures import Future

order = Future()
order.cancel()
order.result()
