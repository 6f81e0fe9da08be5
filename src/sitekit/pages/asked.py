"""What readers call a section: a comment right below its heading, for the search.

    ## What does join() do?
    <!-- asked: wait for a thread to finish; block until a thread is done -->

Nobody sees it on the page. publishing/sections.py hands it to the search, and
publishing/questions.py to the list of its part: docs/sections.md has those of the
lessons, docs/questions.md the others.
"""

import re

ASKED = re.compile(r"<!--\s*asked:(?P<phrases>.*?)-->", re.DOTALL)
LINE = re.compile(rf"^{ASKED.pattern}$", re.DOTALL)


def phrases(comment: re.Match) -> list[str]:
    """What a match of ASKED or LINE says, phrase by phrase."""
    found = (" ".join(phrase.split()) for phrase in comment["phrases"].split(";"))
    return [phrase for phrase in found if phrase]
