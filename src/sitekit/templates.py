"""The Jinja templates of a room, from its folder templates/: everything is escaped."""

import functools

from jinja2 import Environment, PackageLoader, StrictUndefined


@functools.cache
def templates(room: str) -> Environment:
    """The templates of a package, `sitekit.drawing`; a name that is not given fails.

    Whoever adds to them does it to an overlay(), since others have the same.
    """
    return Environment(
        loader=PackageLoader(room),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # in a browser, the files are gone once they are read
    )
