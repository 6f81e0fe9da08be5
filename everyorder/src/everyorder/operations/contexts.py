"""Context managers of the library: entering and leaving them are operations."""


class Context:
    """A context manager of the library, entered and left by operations."""

    __slots__ = ("calls", "manager", "site")

    def __init__(self, calls, site, manager):
        self.calls, self.site, self.manager = calls, site, manager
        type(manager).__enter__, type(manager).__exit__

    def __enter__(self):
        return self.calls.method(self.site, self.manager, "__enter__")

    def __exit__(self, *error):
        return self.calls.method(self.site, self.manager, "__exit__", *error)
