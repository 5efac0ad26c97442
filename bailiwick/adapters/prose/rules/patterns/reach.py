"""How to reach whoever answers for a thing."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

REACH: tuple[Pattern, ...] = (
    Pattern(
        "contact somebody",
        "(contact|ask|phone|tell|notify|inform|call|email|e-mail|mail|ping|write to|write an email to|"
        "write a mail to|send mail to|send email to|send a mail to|send an email to|send a message to|"
        "get in touch with|reach out to|talk to|turn to|bother|ring|speak to|poke|drop a line to|"
        "drop a mail to) {contact}",
        says="contact",
        example="Please write to wiki-admins@example.org if the search fails.",
        yields=("service Wiki contact_point contact-point wiki-admins@example.org",),
        case=True,
    ),
    Pattern(
        "page us",
        "(page|call|reach|contact|ping|mail|email|find|ask) (us|them|the team|the crew|the admins) "
        "(through|at|via|on|by|in) {contact}",
        says="contact",
        example="Page us through urgent@example.org.",
        yields=("team Admin team contact_point contact-point urgent@example.org",),
        under="Admin team",
        case=True,
    ),
    Pattern(
        "ask on",
        "(ask|post|ask for help) (on|in|at) {point}",
        says="contact",
        example="Ask on the wiki-talk@example.org list.",
        yields=("service Wiki contact_point contact-point wiki-talk@example.org",),
        case=True,
    ),
    Pattern(
        "is the right place",
        "{contact} is the (right place|best place|place to ask|right address|place for questions|place to go)",
        says="contact",
        example="For questions, the list wiki-talk@example.org is the right place.",
        yields=("service Wiki contact_point contact-point wiki-talk@example.org",),
        case=True,
    ),
    Pattern(
        "subscribe to",
        "(subscribe to|sign up for|sign up to) {point}",
        says="contact",
        example="Users are encouraged to subscribe to wiki-news@example.org.",
        yields=("service Wiki contact_point contact-point wiki-news@example.org",),
        case=True,
    ),
    Pattern(
        "direct it to",
        "(direct|send|address|forward|post) [all|any] (questions|requests|problems|complaints|inquiries|"
        "feedback|reports|announcements|updates|announcements and updates|news|them|it) to {contact}",
        says="contact",
        example="Please direct questions to wiki@example.org.",
        yields=("service Wiki contact_point contact-point wiki@example.org",),
        case=True,
    ),
    Pattern(
        "inquiries go to",
        "{about} [should be|can be|may be|must be|are to be|are|is|shall be|are better|are best|is best|is better] "
        "(directed|sent|addressed|mailed|emailed|forwarded|put) to {contact}",
        says="contact",
        example="All questions should be sent to wiki-admins@example.org.",
        yields=("service Wiki contact_point contact-point wiki-admins@example.org",),
        case=True,
    ),
    Pattern(
        "can be reached",
        "{thing} [can be|may be|is|are|is best|are best|can best be] (contacted|reached|reachable|"
        "emailed) (at|via|by|through|under|on|by email at|by mail at|via email at|by writing to|by "
        "mailing|by emailing|via mail to) {contact}",
        says="contact",
        example="The team can be reached at admins@example.org.",
        yields=("team Admin team contact_point contact-point admins@example.org",),
        under="Admin team",
        case=True,
    ),
    Pattern(
        "the contact is",
        "{thing} (contact address|contact person|contact point|point of contact|contact|contacts|primary "
        "contact|main contact|first contact|technical contact|best contact|admin contact|person to ask|people to ask|"
        "one to ask|e-mail address|email address|mail address|mailing list|support address) "
        "(is|are) {contact}",
        says="contact",
        example="The contact address is wiki@example.org.",
        yields=("service Wiki contact_point contact-point wiki@example.org",),
        case=True,
    ),
    Pattern(
        "best way",
        "{thing} is [by|via|to] (mailing|emailing|writing to|mail|email|e-mail|sending mail to|sending "
        "an email to|write to|ask on|asking on|asking in) {contact}",
        says="contact",
        example="The best way to contact the admin team is mailing admins@example.org.",
        yields=("team admin team contact_point contact-point admins@example.org",),
        under="Admin team",
        case=True,
    ),
    Pattern(
        "discussed on",
        "{about} (is|are) (discussed|announced|planned) (on|in|at|via) {contact}",
        says="contact",
        example="Changes are discussed on wiki-talk@example.org.",
        yields=("service Wiki contact_point contact-point wiki-talk@example.org",),
        case=True,
    ),
    Pattern(
        "used for discussion",
        "{contact} (is|are) used (for|to) (discussion of|discuss|discussing|discussions about|discussions of) {thing}",
        says="contact",
        example="The wiki-talk@example.org list is used for discussion of the wiki.",
        yields=("service Wiki contact_point contact-point wiki-talk@example.org",),
        case=True,
    ),
    Pattern(
        "hang out",
        "{people} (hang out|hanging out|hangs out|gather|gathers|idle|chat|chats|meet|are around) (on|in|at) {contact}",
        says="contact",
        example="The admins hang out in #admins on Libera.",
        yields=(
            "team Admin team contact_point contact-point #admins (intent=discussion)",
            "contact-point #admins on_network provider Libera",
        ),
        under="Admin team",
        case=True,
    ),
)
