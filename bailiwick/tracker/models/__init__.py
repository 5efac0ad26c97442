"""The tracker's rows, by noun."""

from .asking import Rule, SavedQuery
from .files import Blob, File
from .history import Edit, Operation
from .hooks import Hook, HookDelivery
from .issues import NOT_SET, Affected, Issue, IssueLabel, IssueVersion
from .links import IssueLink, Reference, Star
from .origins import Origin
from .talk import Comment, CommentVersion, Complaint, Sent
from .words import Label, Milestone, Transition, Version, Word

__all__ = [
    "NOT_SET",
    "Affected",
    "Blob",
    "Comment",
    "CommentVersion",
    "Complaint",
    "Edit",
    "File",
    "Hook",
    "HookDelivery",
    "Issue",
    "IssueLabel",
    "IssueLink",
    "IssueVersion",
    "Label",
    "Milestone",
    "Operation",
    "Origin",
    "Reference",
    "Rule",
    "SavedQuery",
    "Sent",
    "Star",
    "Transition",
    "Version",
    "Word",
]
