"""All of the tracker as files that any other tracker's data can be written in; docs/use/dump.md is the format.

`kinds.py` says what a line of each file holds. `writing.py` writes them, `reading.py` checks them, and
`actions/loading.py` takes them in.
"""
