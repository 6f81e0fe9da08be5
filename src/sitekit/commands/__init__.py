"""What contributors run beside the tests, a file for each command.

Each is one `python -m sitekit` command (__main__.py), prints what it did, and returns
the exit status.
"""
