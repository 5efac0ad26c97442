"""What an issue needs next, in one line, and how far it has come."""

from __future__ import annotations

import pytest

from bailiwick.tracker.next_step import Standing, next_step, stages
from bailiwick.tracker.words import Entry


@pytest.mark.parametrize(
    ("standing", "needs"),
    [
        (Standing("new", held=True), "somebody of the staff to let it through"),
        (Standing("new"), "somebody to look at it"),
        (Standing("new", answered=True), "a decision: is it so, and what becomes of it?"),
        (Standing("needs-information", answered=True), "an answer by whoever reported it"),
        (Standing("confirmed"), "somebody to take it"),
        (Standing("confirmed", assignee="uli"), "uli to begin"),
        (Standing("confirmed", assignee="uli", blockers=("#3", "#4")), "#3, #4 to be solved first"),
        (Standing("in-progress", assignee="uli"), "a solution by uli"),
        (Standing("in-progress", assignee="uli", has_patch=True), "somebody to review it"),
        (Standing("needs-review", reviewer="vera"), "a review by vera"),
        (Standing("a-status-of-their-own"), "somebody to take it"),
        (Standing("closed", closed=True, blockers=("#3",)), ""),
    ],
)
def test_one_line_says_what_it_needs(standing: Standing, needs: str) -> None:
    assert next_step(standing) == needs


def test_waiting_for_an_answer_is_a_detour_on_the_way() -> None:
    rows = ("new", "needs-information", "confirmed", "closed")
    words = [Entry("status", slug, slug, "", rank, False, False) for rank, slug in enumerate(rows)]
    shown = [(stage.label, stage.place) for stage in stages(words, "confirmed")]
    assert shown == [("new", "done"), ("confirmed", "now"), ("closed", "ahead")]
    assert [stage.label for stage in stages(words, "needs-information")] == list(rows)
    assert stages([], "gone") == []
