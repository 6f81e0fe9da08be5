"""Orders, recorded or just run, drawn: a figure that needs no JavaScript.

    lanes.py       who runs, waits and holds locks, as rails
    steps.py       who did what at which line, in words
    templates/     the markup: the figure, its lanes, its table
    figure.py      all of it together, as one block of HTML

The look is in docs/assets/css/order.css, the player in docs/assets/js/order/. What
happened is told by everyorder's traces, and nothing here runs a program.
"""

from sitekit.drawing.figure import figure, run_figure

__all__ = ["figure", "run_figure"]
