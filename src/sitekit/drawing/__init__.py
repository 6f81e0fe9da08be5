"""Recorded orders, drawn: figure.py, with the lanes of lanes.py.

The look is in docs/assets/css/order.css, the player in docs/assets/js/order/.
"""

from sitekit.drawing.figure import figure

__all__ = ["figure"]
