"""A context is older than the name in it."""

import contextvars
import threading

user = contextvars.ContextVar("user")
before = contextvars.copy_context()
user.set("Ann")
threading.Thread(target=before.run, args=(user.get,)).start()
