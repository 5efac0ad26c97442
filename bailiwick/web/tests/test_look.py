"""The look's own rules: contrast, one place for colours, no inline style, shapes and words beside colours."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from bailiwick.web.marks import MARKS

WEB = Path(__file__).parents[1]
CSS = WEB / "static/web/css"
ROOM_TEMPLATES = sorted(WEB.parent.glob("*/jinja2/**/*.html"))


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme, read from the style sheet."""
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", (CSS / "tokens.css").read_text())
    assert len(blocks) == 3
    light, dark, chosen = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body)) for _selector, body in blocks]
    return {"light": light, "dark": dark, "chosen": chosen}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_both_ways_to_dark_are_the_same() -> None:
    assert themes()["dark"] == themes()["chosen"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_body_text_has_the_highest_contrast_and_everything_else_enough(theme: str) -> None:
    colours = themes()[theme]
    grounds = ["surface", "raised", "accent-wash", "ok-wash", "watch-wash", "bad-wash", "unknown-wash"]
    inks = ["muted", "accent", "ok", "watch", "bad", "unknown"]
    assert all(contrast(colours["ink"], colours[ground]) >= 7 for ground in grounds)
    weak = [(ink, ground) for ink, ground in product(inks, grounds) if contrast(colours[ink], colours[ground]) < 4.5]
    assert weak == []
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["edge"], colours["surface"]) >= 3


@pytest.mark.parametrize("sheet", ["base", "parts", "pages"])
def test_only_the_tokens_name_colours(sheet: str) -> None:
    text = (CSS / f"{sheet}.css").read_text().split("@media print")[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", text) == []


@pytest.mark.parametrize("path", ROOM_TEMPLATES, ids=lambda path: str(path.relative_to(WEB.parent)))
def test_templates_have_no_inline_style_or_script(path: Path) -> None:
    if "email" in path.parts:
        return
    text = path.read_text()
    assert re.findall(r"\sstyle=|<style|\son\w+=|hx-on|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


def test_every_mark_has_a_shape_and_a_word() -> None:
    assert all(mark.shape and str(mark.word) for mark in MARKS.values())


def test_marks_of_different_tone_never_share_a_shape() -> None:
    shapes: dict[str, set[str]] = {}
    for mark in MARKS.values():
        shapes.setdefault(mark.shape, set()).add(mark.tone)
    assert not [shape for shape, tones in shapes.items() if {"ok", "bad"} <= tones]
