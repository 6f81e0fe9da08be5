"""`python -m everyorder.oracle`, or `python path/to/oracle` with nothing above it."""

import sys

if not __package__:  # run as a folder: its modules must find each other
    _package = type(sys)("oracle")
    _package.__path__ = [sys.path.pop(0)]
    sys.modules["oracle"] = _package
    from oracle.command import main  # type: ignore[import-not-found]  # made above
else:
    from .command import main

if __name__ == "__main__":
    sys.exit(main())
