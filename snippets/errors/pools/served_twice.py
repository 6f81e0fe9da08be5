"""A future gets two results."""

from concurrent.futures import Future

dish = Future()
dish.set_result("soup")
dish.set_result("cake")
