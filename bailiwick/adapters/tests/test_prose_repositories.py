"""Prose: repositories are known by their form, and of what they are the code by what was spoken of."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.prose.rules.names.repositories import repositories_in
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement


def repositories_of(*lines: str) -> list[str]:
    """Of what a page has repositories."""
    said = (told(one) for one in read(read_as("markdown", "\n".join(lines))) if isinstance(one, Statement))
    return [one for one in said if "_repo " in one]


@pytest.mark.parametrize(
    ("text", "repositories"),
    [
        (
            "leaf.oak.example is on heron. It's a Django app, code in `oak/leaf`, and nobody knows why.",
            ["service leaf.oak.example source_repo repository oak/leaf"],
        ),
        ("The sources of the gallery are in `oak/gallery`.", ["service gallery source_repo repository oak/gallery"]),
        ("The recipe book of our kitchen, `oak/recipes`, is thick.", []),
        ("The wiki is on heron. Next year its code goes to `oak/wiki`.", []),
        ("The wiki runs on heron and stores its uploads in `media/images`.", []),
        (
            "The blog is made with Hugo and published from `oak/blog`.",
            ["service blog source_repo repository oak/blog"],
        ),
        ("The wiki is on heron. Whoever reads `etc/motd` or `read/write` finds no code of it.", []),
        (
            "We have two servers, `heron` and `crane`. heron and crane are built from `oak/nix`, so NixOS on both.",
            ["host heron config_repo repository oak/nix", "host crane config_repo repository oak/nix"],
        ),
        (
            "www.oak.example and blog.oak.example are at Netlify. Their sources, `oak/www` and `oak/blog`, are public.",
            [
                "service www.oak.example source_repo repository oak/www",
                "service blog.oak.example source_repo repository oak/blog",
            ],
        ),
    ],
)
def test_what_a_repository_is_the_code_of_is_told_by_what_was_spoken_of(text: str, repositories: list[str]) -> None:
    assert repositories_of("# Oak Society infrastructure", "", "## Overview", "", text) == repositories


def test_an_owner_of_repositories_is_one_without_marks_too() -> None:
    text = "The gallery's code: `oak/leaf`. The site is made with Hugo, its texts come from oak/texts."
    assert "service Website source_repo repository oak/texts" in repositories_of("# Oak", "", "## Website", "", text)


def test_the_beginning_of_a_path_is_no_repository() -> None:
    paths = "`oak/leaf` is told of in oak/api-v2/index.html, in oak/how-to/x and in oak/texts."
    assert repositories_in(paths, "") == {"oak/leaf", "oak/texts"}
