"""A program without one of its tools: what the tools are, and how one is taken out.

    tools.py       finds the locks, events, joins ... of a program in its source
    around.py      what is around each part of a source: the name its value gets
    stand_ins.py   puts in a tool's place one that does nothing and waits for nobody

Text in, text out: it runs nothing. What a removal breaks is found in records/tools.py.
"""

from sitekit.removing.stand_ins import SPINS, taken_out
from sitekit.removing.tools import Tool, find

__all__ = ["SPINS", "Tool", "find", "taken_out"]
