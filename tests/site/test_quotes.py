"""The page that explains the sentences below programs quotes them as they are."""

import re

from sitekit.records import sentences
from tests.conftest import ROOT

PAGE = ROOT / "docs/how-this-site-is-checked.md"


def test_every_kind_of_sentence_is_explained_as_it_is_written():
    text = " ".join(PAGE.read_text("utf-8").split())
    quoted = re.findall(r"\*([A-Z][^*]+\.)\*", text)
    kinds = ("HOLDS", "ENDS_LIKE_THIS", "HOLDS_TO_BOUND", "BREAKS", "NOT_RUN")
    for kind in kinds:
        template = re.escape(getattr(sentences, kind))
        pattern = re.sub(r"\\\{\w+\\\}", ".+", template)
        found = [words for words in quoted if re.fullmatch(pattern, words)]
        assert found, f"{PAGE.name}: no example of {getattr(sentences, kind)!r}"
