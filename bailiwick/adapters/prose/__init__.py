"""Pages of prose as statements: a dialect becomes a tree, sentences of the tree become statements.

| step      | module                                   | knows                                        |
|-----------|------------------------------------------|----------------------------------------------|
| a dialect | `moin`, `markdown`, `rst`, `html`        | its marks; yields the sections of `tree.py`  |
| the rules | `rules/`                                 | English service lists; knows no dialect      |
"""
