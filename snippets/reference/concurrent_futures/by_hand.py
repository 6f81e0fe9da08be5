"""A future that nobody but this program
fulfills: what a pool does with each."""

import concurrent.futures
from concurrent.futures import CancelledError, Future, InvalidStateError

photo = Future()
try:
    photo.result(timeout=0.01)
except concurrent.futures.TimeoutError:
    print("done in time:", photo.done())
print("to be developed:", photo.set_running_or_notify_cancel())
print("cancel:", photo.cancel(), "running:", photo.running())
photo.set_result("sea")
try:
    photo.set_result("snow")
except InvalidStateError:
    print("it stays:", photo.result())

unwanted = Future()
print("cancel:", unwanted.cancel())
# a pool learns here that it may leave this out
print("to be developed:", unwanted.set_running_or_notify_cancel())
try:
    unwanted.result()
except CancelledError:
    print("canceled:", unwanted.cancelled())

spoiled = Future()
spoiled.set_running_or_notify_cancel()
spoiled.set_exception(ValueError("too much light"))
print("spoiled:", spoiled.exception())
