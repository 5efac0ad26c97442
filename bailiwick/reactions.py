"""Something happened: who reacts, in which order?

Each key is an event kind `noun.participle`; each value names the reactions, as dotted paths, in the order they run.
An empty line says on purpose that nobody reacts. `record()` refuses a kind that has no line here.
A reaction takes the event and writes rows only: `def react(event: Event) -> None`.

| group     | kinds                                         |
|-----------|-----------------------------------------------|
| access    | roles given and taken                         |
| subscriptions | who hears of what                         |
| background | work that people stopped or started again    |
| accounts  | accounts and their tokens                     |
| catalog   | changes, claims, entities, people             |
| findings  | what disagrees, and what people make of it     |
| tracker   | issues and what is said to them               |
| exchange  | imports and exports                           |
"""

from __future__ import annotations

REACTIONS: dict[str, tuple[str, ...]] = {
    # access
    "role.granted": (),
    "role.revoked": (),
    # subscriptions
    "subscription.added": (),
    "subscription.removed": (),
    # background work
    "job.cancelled": (),
    "job.retried": (),
    "event.retried": (),
    "delivery.retried": (),
    # accounts
    "account.created": (),
    "account.updated": (),
    "account.linked": (),
    "account.signed_out": (),
    "account.erased": (),
    "token.created": (),
    "token.revoked": (),
    # catalog
    "change.proposed": (),
    "change.applied": ("bailiwick.findings.reactions.look_again", "bailiwick.tracker.reactions.follow_merges"),
    "change.rejected": (),
    "change.reverted": ("bailiwick.findings.reactions.look_again", "bailiwick.tracker.reactions.follow_merges"),
    "claim.confirmed": (),
    "statement.judged": (),
    "evidence.kept": (),
    "person.erased": (),
    "name.retired": (),
    # findings
    "finding.found": (),
    "finding.settled": (),
    "finding.reopened": (),
    "finding.assigned": (),
    # tracker
    "issue.created": ("bailiwick.tracker.reactions.follow_rules",),
    "issue.changed": ("bailiwick.tracker.reactions.follow_rules",),
    "rule.created": (),
    "rule.changed": (),
    "rule.deleted": (),
    "issue.starred": (),
    "issue.unstarred": (),
    "issue.linked": (),
    "issue.unlinked": (),
    "issue.merged": (),
    "issue.unmerged": (),
    "post.released": ("bailiwick.tracker.reactions.let_through",),
    "post.held": (),
    "post.rejected": (),
    "post.reported": (),
    "post.kept": (),
    "bulk.started": (),
    "bulk.undone": (),
    "comment.created": ("bailiwick.tracker.reactions.answer_given", "bailiwick.tracker.reactions.tell_reporter"),
    "report.confirmed": (),
    "issue.handed_over": (),
    "comment.changed": (),
    "file.attached": (),
    "file.removed": (),
    "reference.added": (),
    "reference.changed": (),
    "reference.removed": (),
    "hook.created": (),
    "hook.deleted": (),
    "label.changed": (),
    "word.changed": (),
    "version.changed": (),
    "milestone.changed": (),
    "query.saved": (),
    "query.deleted": (),
    "issues.exported": (),
    "tracker.loaded": (),
    # exchange
    "import.started": (),
    "import.restored": (),
}
