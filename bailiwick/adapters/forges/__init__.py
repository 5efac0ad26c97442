"""Code hosts: how each signs what it sends and what its words mean; and where its public API says how things stand.

A module here has

    delivered(headers, body, secret) -> bool        whether this came from whoever knows the secret
    read(headers, payload) -> list[Told]            what it says (see `lib.forges`)
    question(parts) -> str                          the address of its API about an issue or a pull request, or ""
    answer(payload) -> tuple[str, str]              (state, title) of what the API says
    files_question(parts, page) -> str              the address of a page (from 1) of a pull request's files, or ""
    files(payload) -> list[str]                     those files
    FULL                                            a page with fewer files is the last one
"""
