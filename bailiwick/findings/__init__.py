"""Where lists, machines and people disagree: what was found, who looks at it, how it was settled.

A *live list* is a lineage of documents: not what people state here, not a retelling of another list
(which is no witness of its own), and not closed. What is *current* is surely so today; what is
uncertain or over contradicts nobody.

- **conflict**: two live lists answer the same question about the same thing, and the sets of their answers
  differ. Both are complete for the question, or it has one answer. An answer that the other one contains
  (a data centre and its provider) is the same answer.
- **dangling**: a live list names something that no live list describes, although some list *covers* that kind.
- **uncovered**: something is described, but not on the list that covers its kind; or a host that nothing is said
  to run on, by a list that is complete for that.
- **duplicate**: two pages that may be one thing. Suggested, never done.
- **dead-list**: nothing on a list still holds, or nobody has read it for three years.

A list *covers* a kind when it is complete for something and describes at least half of what live lists describe of
that kind, and two at least. People, teams and ways to reach them are in no list of their own, so that
no list has them is no finding.

`kinds.py` is the table of them; `looking.py` compares and keeps what it found.
"""
