"""The script that client.py starts, with a fixed hash seed: a process to try programs.

It replaces what blocks (replaced.py) before it imports anything that stands on it; then
trial.py answers requests. Nothing above this folder is imported, so that it runs on a
Python that has only the standard library.
"""

import sys


def main() -> None:
    """Serve until stdin ends."""
    package = type(sys)("oracle")
    package.__path__ = [__file__.rpartition("/")[0]]
    sys.modules["oracle"] = package
    from oracle import replaced  # type: ignore[import-not-found]  # made above

    replaced.replace()
    from oracle import trial

    trial.serve()


if __name__ == "__main__":
    main()
