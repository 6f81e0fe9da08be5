"""`python -m sitekit expand OUT`: the pages as plain Markdown, for another builder."""

import shutil
from pathlib import Path

from sitekit.publishing import Publication, downloads, terms
from sitekit.site import Site


def expand(site: Site, out: Path) -> int:
    """Write the whole docs folder to `out`: pages expanded, programs to download.

    Raises ProblemError at the first page that cannot be published.
    """
    publication = Publication(site)
    for file in sorted(site.docs.rglob("*")):
        target = out / file.relative_to(site.docs)
        if file.is_dir():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".md":
            shutil.copyfile(file, target)
            continue
        target.write_text(publication.expand(file), "utf-8")
    for path, text in downloads.programs(site):
        program = out / "programs" / path
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text, "utf-8")
    told = out / terms.PATH
    told.parent.mkdir(exist_ok=True)
    told.write_text(publication.terms.to_json(), "utf-8")
    (out / downloads.ARCHIVE).write_bytes(downloads.archive(site))
    return 0
