"""What is found, in a corpus that is the same every time: `python -m bench.known_items`, with a desk of `bench.issues`.

Of 100 known issues, how many stand among the first ten for three words of theirs, every other one's from the title, the
others' from anything said; of 100 duplicates, among five. People remember what is special: a word is the likelier asked
for the fewer issues have it (the discriminative model of Azzopardi and others, "Building simulated queries for
known-item topics", 2007). Told besides: the same with all words of an issue equally likely.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from .ground import Figure, tell
from .issues import ISSUES

ASKED = 100


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.models import AnonymousUser

    from bailiwick.tracker.models import Issue
    from bailiwick.tracker.queries.similar import similar

    numbers = list(Issue.objects.order_by("pk").values_list("pk", flat=True)[:ISSUES])
    common = _issues_with_a_word()
    remembered = _known(numbers, lambda word: 1 / common[word])
    tell([Figure("Found", "known items among the first ten", 90, remembered, "of 100", at_least=True)])
    tell([Figure("Found", "the same, any of their words", None, _known(numbers, lambda word: 1), "of 100")])
    rand, nobody, planted = random.Random(20261126), AnonymousUser(), 0
    for _ in range(ASKED):
        issue = Issue.objects.get(pk=rand.choice(numbers))
        words = issue.title.split()
        rand.shuffle(words)
        title = " ".join([*words[: max(2, len(words) * 2 // 3)], "again"])
        planted += issue.pk in [other.id for other in similar(nobody, title)]
    tell([Figure("Found", "planted duplicates among the first five", 80, planted, "of 100", at_least=True)])


def _known(numbers: list[int], weight: Callable[[str], float]) -> int:
    from django.contrib.auth.models import AnonymousUser

    from bailiwick.tracker.asking import find_issues
    from bailiwick.tracker.models import Issue

    rand, known = random.Random(20261126), 0
    for at in range(ASKED):
        issue = Issue.objects.get(pk=rand.choice(numbers))
        words = sorted(_words(issue.title) if at % 2 else _said(issue))
        asked = set[str]()
        while len(asked) < min(3, len(words)):
            asked.update(rand.choices(words, [weight(word) for word in words]))
        known += issue.pk in [
            row.number for row in find_issues(AnonymousUser(), " ".join(sorted(asked)), limit=10).rows
        ]
    return known


def _said(issue: Any) -> set[str]:
    from bailiwick.tracker.models import Comment

    said = Comment.objects.filter(issue=issue).values_list("body", flat=True)
    return _words(" ".join([issue.title, issue.body, *said]))


def _words(text: str) -> set[str]:
    """Those that somebody would ask with."""
    return {word for word in (each.strip(".,").lower() for each in text.split()) if len(word) > 4}


def _issues_with_a_word() -> Counter[str]:
    from bailiwick.search.models import Document

    texts = Document.objects.filter(room="tracker").values_list("title", "body").iterator()
    return Counter(word for title, body in texts for word in _words(f"{title} {body}"))


if __name__ == "__main__":
    main()
