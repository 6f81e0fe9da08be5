"""What was recorded of programs and of Python: read, worded, and held to be current.

    store.py           records as files
    code.py            a digest of code, whatever its comments
    versions.py        which program ran on which Python
    measurements.py    what the measured programs measured
    claims.py          what a page claims of each order of a program
    proofs.py          does a program keep its page in every order?
    sentences.py       what a page says of a proof: badge and sentence
    tools.py           does every tool of a program earn its place?
    judged.py          what the checks of an exercise say of each answer
    orders.py          recorded orders of broken programs, replayed
    documentation.py   which pages and anchors the Python documentation has

The commands write records (commands/); the build and the tests read them.
"""
