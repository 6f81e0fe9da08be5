"""What contributors run beside the tests, a file for each command.

Each that __main__.py names is a `python -m sitekit` command: it prints what it did and
returns the exit status. The others are steps of `records` (outputs, versions, proofs).
"""
