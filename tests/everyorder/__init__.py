"""Why the engine may be trusted; fuzz.py holds DPOR to depth-first search."""
