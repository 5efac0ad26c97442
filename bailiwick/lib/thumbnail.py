"""A small picture of a picture: `python -m bailiwick.lib.thumbnail FROM TO`, in a process of its own.

Decoders of pictures have had holes, and a file of a few bytes can unfold to gigabytes. So this process has limits
of memory and time, looks at the size that the file states before it decodes anything, and knows four formats.
It exits with 3 when there is nothing to be made of the file.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

SIDE = 320
MOST_PIXELS, LONGEST_SIDE = 40_000_000, 20_000
MEMORY, SECONDS = 1024**3, 20
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
NOTHING = 3


def make(source: Path, target: Path) -> bool:
    """Write a small PNG or JPEG of `source`; False when that cannot be done."""
    words = [sys.executable, "-I", "-m", "bailiwick.lib.thumbnail", str(source), str(target)]
    try:
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and target.exists()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _shrink(source: Path, target: Path) -> bool:
    from PIL import Image, ImageOps

    with Image.open(source, formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            return False
        picture.draft("RGB", (SIDE, SIDE))
        small = ImageOps.exif_transpose(picture)
        small.thumbnail((SIDE, SIDE))
    see_through = small.mode in ("RGBA", "LA", "PA") or "transparency" in small.info
    # A new picture, so that nothing the file said about itself comes along.
    plain = Image.new("RGBA" if see_through else "RGB", small.size)
    plain.paste(small.convert(plain.mode))
    plain.save(target, "PNG" if see_through else "JPEG", optimize=True)
    return True


def main(source: str, target: str) -> int:
    """0 when the small picture stands at `target`."""
    _limit()
    try:
        return 0 if _shrink(Path(source), Path(target)) else NOTHING
    except Exception:  # whatever a decoder raises, there is no picture
        return NOTHING


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
