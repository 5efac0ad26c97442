"""Headings that mean something in tables and lists of one sort only: of aliases, of gifts, of a move, of a team."""

from __future__ import annotations

HEADS: dict[str, frozenset[str]] = {
    sort: frozenset(heads.split("|"))
    for sort, heads in {
        # What names the rows of a table of addresses, and who reads them.
        "list": (
            "alias|aliases|list|lists|mailbox|mailboxes|channel|room|mailing list|mailing lists|mail address|"
            "role address|mail alias"
        ),
        "reader": (
            "goes to|forwards to|forwarded to|delivered to|recipient|recipients|read by|reader|readers|who reads it|"
            "points to|target|destination|behind it|reaches"
        ),
        # Below thanks: who gives, and what.
        "giver": "name|company|organisation|organization|donor|supporter|partner|provider",
        "gift": (
            "what|gift|gives|what they give|provides|provides us with|what they provide|contribution|donation|donates|"
            "for|support|service|services|what for|gives us|sponsors|in kind|what we get"
        ),
        # Where something was, and where it is.
        "before": "before|old|previously|was|was on|from|formerly|old home|old host|old place|moved from|used to be",
        "now": "now|today|currently|new|new home|new host|new place|is on|is now on|to|moved to|after",
        # Where copies are kept, in a table of backups.
        "copied": (
            "where to|to|destination|target|copy|copies|copy 1|copy 2|first copy|second copy|stored at|stored on|"
            "kept on|kept at|backup host|backup server|backed up to|backup location|off-site|offsite|goes to"
        ),
        # Above keys and their values.
        "key": "key|field|property|attribute|item|what|setting|parameter|spec|question|aspect|thing|name|detail",
        "value": "value|values|details|detail|answer|info|information|data|description|setting|who/what|content",
        # Above what one may want, and where one turns.
        "want": "for|about|topic|reason|need|if|when|question|questions|subject|matter|issue|you want|problem",
        # Machines that do one thing.
        "agent": "agent|agents|runner|runners|worker|workers|builder|builders|mirror|node|guest",
        # What a row is made of, where this does not stand first.
        "made": "system|platform|application|tool",
        # Before a list of what a team looks after.
        "kept": (
            "services|our services|sites|systems|what we run|what we do|what we look after|scope|we run|we look after|"
            "we maintain|they run|they look after|they maintain|runs|maintains|remit"
        ),
    }.items()
}
