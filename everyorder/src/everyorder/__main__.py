"""`python -m everyorder FILE`: run a program in every order and say what holds.

command.py is the command. This starts it, so that nothing that goes wrong around it has
a status that means a verdict: not Ctrl-C while the engine is loaded, and not a report
that cannot be written.

Sets of strings are iterated over in an order that the interpreter's hash seed decides,
so the command runs with a seed that is always the same: an order found in one process
replays in another. Whoever sets PYTHONHASHSEED keeps theirs.
"""

import os
import signal
import sys

STOPPED, UNTOLD = 3, 2  # exit statuses


def fix_hash_seed() -> None:
    """Start this process anew if its hash seed is random."""
    import subprocess

    chosen = os.environ.get("PYTHONHASHSEED", "random") != "random"
    if chosen or sys.flags.ignore_environment:
        return
    command = [sys.executable, *sys.orig_argv[1:]]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if os.name == "posix":
        os.execve(sys.executable, command, environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the one that searches
    sys.exit(subprocess.call(command, env=environment))


def command() -> None:
    """The console script."""
    try:
        fix_hash_seed()
        from everyorder.command import main

        status = main()
        if sys.stdout is not None:  # it may have been closed
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        status = STOPPED
    except OSError as error:
        if error.filename is not None:
            raise  # no trouble with writing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # whoever reads has enough
            print(f"The report cannot be written: {error.strerror}.", file=sys.stderr)
        status = UNTOLD
    sys.exit(status)


if __name__ == "__main__":
    command()
