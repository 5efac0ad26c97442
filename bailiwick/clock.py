"""Time passes: what is due, in which order?

One line per recurring duty: its name, how many seconds lie between two runs, and the dotted path of a function
without arguments. The worker runs what is due; one lease per line keeps two workers from doing the same duty twice.
A duty that takes longer than a second enqueues a job instead of doing the work itself.

| column  | meaning                                              |
|---------|------------------------------------------------------|
| name    | shown in logs and kept in the row that remembers it  |
| seconds | the time between the starts of two runs              |
| path    | dotted path of `f() -> None`                         |
"""

from __future__ import annotations

from typing import NamedTuple


class Duty(NamedTuple):
    """One line of the table."""

    name: str
    seconds: int
    path: str


CLOCK: tuple[Duty, ...] = (
    Duty("finish large changes", 10, "bailiwick.catalog.due.ask_for_flips"),
    Duty("what the calendar ended", 3_600, "bailiwick.catalog.due.refresh_passed"),
    Duty("look for findings", 3_600, "bailiwick.findings.due.ask_for_a_look"),
    Duty("forget old findings", 86_400, "bailiwick.findings.due.prune"),
    Duty("forget unconfirmed reports", 86_400, "bailiwick.tracker.due.forget_unconfirmed"),
    Duty("ask how things stand elsewhere", 900, "bailiwick.tracker.due.ask_elsewhere"),
    Duty("close what nobody answered", 3_600, "bailiwick.tracker.patience.close_unanswered"),
    Duty("end assignments", 3_600, "bailiwick.tracker.patience.end_assignments"),
    Duty("let go of removed files", 86_400, "bailiwick.tracker.due.sweep_files"),
    Duty("heartbeat", 20, "bailiwick.duties.heartbeat"),
    Duty("forget old sessions", 86_400, "bailiwick.duties.clear_sessions"),
    Duty("forget unconfirmed accounts", 86_400, "bailiwick.accounts.due.prune"),
    Duty("forget old mails", 86_400, "bailiwick.outbox.due.prune"),
    Duty("forget old jobs", 86_400, "bailiwick.jobs.due.prune"),
)
