"""The public names of Python: which there are, who uses them, what is said of each.

    probe.py       what one interpreter says of its names; a script that runs there
    record.py      what all of them said: docs/reference/names.json
    entries.py     what is said by hand: docs/reference/names.toml
    scopes.py      which names a program gives a value to, and where
    kinds.py       what an expression may be
    learning.py    one reading of a program: what its variables are given
    inference.py   what they hold, as far as readings tell
    uses.py        which names a program uses, and where
    rows.py        all of it together: a row for each name

A name is a row of the reference where an interpreter has it and the file by hand does
not skip it. No list of names is kept: `make records` asks the interpreters, and
checking/reference.py tells what lacks a sentence or a program. What rows look like is
said in publishing/reference.py.
"""
