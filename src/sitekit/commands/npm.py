"""Installs the packages from npm that let programs run in the pages (live/npm.py)."""

import os

from sitekit.live import npm
from sitekit.site import Site


def install(site: Site) -> int:
    """Install them unless they are there; without a network, say what is left out."""
    try:
        npm.install(site.root)
    except (npm.NpmError, OSError) as error:
        print(f"{npm.LEFT_OUT}\n  {str(error).splitlines()[0]}")
        return 1 if os.environ.get("CI") else 0
    return 0
