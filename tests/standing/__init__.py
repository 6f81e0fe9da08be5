"""What has passed stands until something that it rests on changes.

Long tests are recorded when they pass: the digest of all that they rest on, one line
each (*.jsonl). `make test` runs what has no such line, and each day a twentieth of what
has one. `make test FULL=1` runs everything.

    digests.py     of files, of this machine, and which files a test rests on
    records.py     the lines: read, looked up, written
    plugin.py      the pytest plugin: leaves out what stands, notes what passes, tells

A line is written by nothing but a green run, and says nothing but this: with exactly
these sources, on this Python and with these browsers, the test passed. Whatever changes,
the line is stale, and a stale line means that the test runs. What a page in a browser
rests on is found by ../browser/resting.py, which notes what is loaded.

A test that is not said to rest on something is no matter of this package: it always runs.
So does whatever pytest is asked for by hand, without `--standing`.
"""
