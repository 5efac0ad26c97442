"""Small files that unfold, pictures that are none, and texts without end: kept or refused, and nothing suffers."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bailiwick.jobs.queue import run_next
from bailiwick.tracker.models import Blob, File, Issue

from .cast import issue, known, sign_in

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
#: A small process in between, for a child counts as large as the one that it was split from.
MEASURED = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def wide_png() -> bytes:
    """30,000 by 30,000 pixels, all of them there, in a hundred kilobytes."""
    side, packed = 30_000, zlib.compressobj(9)
    rows = b"".join(packed.compress(bytes(1 + side // 8)) for _row in range(side)) + packed.flush()
    head = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def long_gif() -> bytes:
    """A thousand frames."""
    data = io.BytesIO()
    frames = [Image.new("P", (400, 400), n % 2) for n in range(1000)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    return data.getvalue()


def torn_jpeg() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((800, 800), 90).save(data, "JPEG")
    return data.getvalue()[: data.tell() // 2]


def script() -> bytes:
    return b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>"


@pytest.mark.parametrize(
    ("name", "make", "small"),
    [("wide.png", wide_png, False), ("long.gif", long_gif, True), ("torn.jpg", torn_jpeg, False),
     ("script.svg", script, False)],
)  # fmt: skip
def test_what_unfolds_is_kept_as_it_is_and_has_a_small_picture_only_where_it_is_one(
    client: Client, name: str, make: Callable[[], bytes], small: bool
) -> None:
    bug, data = issue("Slow"), make()
    sign_in(client, known("uli"))
    assert client.post(f"/issues/{bug.pk}/files/", {"uploads": SimpleUploadedFile(name, data)}).status_code == 302
    while run_next():
        pass
    file = File.objects.get()
    assert b"".join(client.get(f"/issues/files/{file.pk}/{name}").streaming_content) == data  # type: ignore[attr-defined]  # it streams
    assert (len(Blob.objects.get().thumbnail) > 1) is small
    assert client.get(f"/issues/files/{file.pk}/small/").status_code == (200 if small else 404)
    page = client.get(bug.url).text
    assert name in page
    assert "alert(" not in page


@pytest.mark.parametrize("make", [wide_png, long_gif])
def test_the_maker_of_small_pictures_takes_little_memory_whatever_it_is_given(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    (tmp_path / "from").write_bytes(make())
    words = [sys.executable, "-I", "-m", "bailiwick.lib.thumbnail", str(tmp_path / "from"), str(tmp_path / "to")]
    most = subprocess.run([sys.executable, "-I", "-c", MEASURED, *words], capture_output=True, text=True, check=True)
    assert 10 * MB < int(most.stdout) * 1024 < 100 * MB


def test_a_text_of_ten_megabytes_is_refused_by_every_door_and_said_plainly(client: Client) -> None:
    bug, text = issue("Slow"), "x" * 10 * MB
    sign_in(client, known("uli"))
    issues = Issue.objects.count()
    for path in ("/issues/new/", f"{bug.url}comment/", f"{bug.url}edit/", "/report/?url=https://a.test/"):
        answer = client.post(path, {"title": "Long", "kind": "bug", "body": text, "happened": text})
        assert answer.status_code == 413, path
        assert "A form takes 2 MB of text." in answer.text
    for path in ("issues", f"issues/{bug.pk}/comments"):
        told = client.post(f"/api/v1/{path}", {"title": "Long", "body": text}, content_type="application/json")
        assert (told.status_code, told.json()["error"]["code"]) == (413, "too_large")
    assert (Issue.objects.count(), bug.thread.count()) == (issues, 0)
