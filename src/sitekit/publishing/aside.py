"""What waits beside the page while others read it who have no business with it.

The drawings of orders are markup already, so Markdown does not read them. And the
search finds nothing in code, so the theme's plugin does not read that. Both together
are most of a page, and both readers look at each tag. Empty elements stand in their
places, of the same class, so that a page loads what its drawings need.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What is taken out of a page, and what stands in its place, with its number."""

    what: re.Pattern
    place: str

    def put(self, page: str) -> tuple[str, list[str]]:
        """The page with numbered places, and what was there."""
        parts: list[str] = []

        def place(found: re.Match) -> str:
            parts.append(found[0])
            return self.place.format(len(parts) - 1)

        return self.what.sub(place, page), parts

    def back(self, page: str, parts: list[str]) -> str:
        """The page with all parts again. Raises ValueError if one has no place."""
        places = re.escape(self.place).replace(r"\{\}", r"(\d+)")
        page, many = re.subn(places, lambda found: parts[int(found[1])], page)
        if many != len(parts):
            raise ValueError(f"{len(parts)} parts of a page have {many} places in it")
        return page


DRAWING = Kind(
    re.compile(r'^<figure class="order".*?</figure>$', re.MULTILINE | re.DOTALL),
    '<figure class="order" data-aside="{}"></figure>',
)
CODE = Kind(re.compile(r"<pre\b.*?</pre>", re.DOTALL), '<pre data-aside="{}"></pre>')
