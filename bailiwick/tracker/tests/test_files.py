"""Files on an issue: kept once, seen by whom they are for, shown and sent so that they do nothing."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.jobs.queue import run_next
from bailiwick.search.queries import find
from bailiwick.tracker import blobs, due
from bailiwick.tracker.actions.files import attach_file, remove_file
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.actions.judging import reject_post, release_post
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.asking import find_issues
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Blob, File

from .cast import issue, known, person

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
PATCH = b"--- a/loom.py\n+++ b/loom.py\n@@ -1 +1 @@\n-<b>slow</b>\n+fast\n"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def attach(name: str, data: bytes, *, by: Any = None, **more: Any) -> File:
    return attach_file(more.pop("to", None) or issue("Slow"), [data], name, by=by or known("uli"), **more)


def stored() -> list[Path]:
    return [path for path in blobs.folder().rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once() -> None:
    uli, bug = known("uli"), issue("Slow")
    one, two = (attach(name, b"since noon", by=uli, to=bug) for name in ("log.txt", "again.txt"))
    assert one.blob_id == two.blob_id
    assert [path.read_bytes() for path in stored()] == [b"since noon"]
    assert (one.size, one.media_type) == (10, "text/plain")


def test_too_much_is_refused_while_it_comes_in_and_nothing_stays(settings: Any) -> None:
    settings.FILE_MAX = 1000
    asked, uli, bug = [], known("uli"), issue("Slow")

    def endless() -> Iterator[bytes]:
        while True:
            asked.append(1)
            yield b"x" * 400

    with pytest.raises(Refused, match="at most"):
        attach_file(bug, endless(), "x", by=uli)
    assert (len(asked), stored(), Blob.objects.count()) == (3, [], 0)
    with pytest.raises(Refused, match="empty"):
        attach("x", b"", by=uli)


def test_who_may_not_attach_leaves_nothing_behind() -> None:
    with pytest.raises(Denied):
        attach_file(issue("Slow"), [b"x"], "x", by=ANYBODY)
    assert not stored()


def test_a_file_of_a_note_is_for_staff_and_its_words_with_it() -> None:
    bug, dora, uli = issue("Slow"), person("dora", "Developer"), known("uli")
    note = create_comment(bug, "Look", by=dora, note=True)
    secret = attach("passwords.txt", b"the heirloom is under the mat", by=dora, to=bug, comment=note)
    open_ = attach("log.txt", b"the shuttle stuck", by=uli, to=bug)
    assert [set(File.objects.visible_to(who)) for who in (ANYBODY, dora)] == [{open_}, {open_, secret}]
    assert [len(find(who, "heirloom").hits) for who in (ANYBODY, uli, dora)] == [0, 0, 1]
    assert [len(find(ANYBODY, word).hits) for word in ("shuttle", "passwords", "log")] == [1, 0, 1]
    assert Client().get(f"/issues/files/{secret.pk}/passwords.txt").status_code == 404


def test_what_a_newcomer_attaches_is_held() -> None:
    nora, dora, bug = person("nora"), person("dora", "Developer"), issue("Slow")
    with pytest.raises(Refused, match="to a comment"):
        attach("log.txt", b"x", by=nora, to=bug)
    comment = create_comment(bug, "Look", by=nora)
    file = attach("log.txt", b"x", by=nora, to=bug, comment=comment)
    own = create_issue({"title": "Torn"}, by=nora)
    of_own = attach("torn.txt", b"y", by=nora, to=own)
    assert file.held
    assert [File.objects.visible_to(who).count() for who in (ANYBODY, nora)] == [0, 2]
    for post, each in ((comment, file), (own, of_own)):
        release_post(post, by=User.objects.system("keeper"))
        assert each in File.objects.visible_to(ANYBODY)
    reject_post(comment, "Spam after all", by=person("carla", "Coordinator"))
    assert list(File.objects.visible_to(ANYBODY)) == [of_own]
    assert file in File.objects.visible_to(dora)


def test_taken_away_it_is_gone_at_once_and_its_bytes_a_week_later() -> None:
    uli, bug = known("uli"), issue("Slow")
    file = attach("log.txt", b"the shuttle stuck", by=uli, to=bug)
    with pytest.raises(Denied):
        remove_file(file, by=known("otto"))
    remove_file(remove_file(file, by=uli), by=uli)
    assert not File.objects.visible_to(uli).exists()
    assert not find(uli, "shuttle").hits
    due.sweep_files()
    assert stored()
    File.objects.update(removed_at=timezone.now() - due.KEEP_REMOVED * 2)
    due.sweep_files()
    assert (stored(), Blob.objects.count()) == ([], 0)


def test_bytes_that_no_row_names_are_swept_when_they_are_old() -> None:
    attach("log.txt", b"x")
    left = [blobs.folder() / "incoming" / "half", blobs.folder() / "ab" / "abab", blobs.folder() / "ab" / "new"]
    left[1].parent.mkdir()
    for path in left:
        path.write_bytes(b"half")
    for path in left[:2]:
        os.utime(path, (time.time() - 2 * blobs.OLD,) * 2)
    due.sweep_files()
    assert [path.exists() for path in left] == [False, False, True]
    assert len(stored()) == 2


def test_a_process_killed_while_it_writes_leaves_no_half_file_in_place(tmp_path: Path) -> None:
    code = (
        "import sys,pathlib;from django.conf import settings;"
        f"settings.configure(MEDIA_ROOT={str(tmp_path)!r},FILE_MAX=10**9);"
        "from bailiwick.tracker.blobs import received\n"
        "def chunks():\n yield b'x'*100000\n print('half',flush=True)\n sys.stdin.read()\n yield b'y'\n"
        "with received(chunks()) as incoming: incoming.settle()\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"half\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert [path.parent.name for path in stored()] in ([], ["incoming"])


# --- pictures


def picture(kind: str = "PNG", size: tuple[int, int] = (800, 400)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "navy").save(data, kind, **({"comment": b"secret place"} if kind == "JPEG" else {}))
    return data.getvalue()


def test_a_screenshot_gets_a_small_picture_that_says_nothing_of_where_it_was_taken() -> None:
    file = attach("screen.jpg", picture("JPEG"))
    assert run_next()
    small = Client().get(f"/issues/files/{file.pk}/small/")
    data = b"".join(small.streaming_content)  # type: ignore[attr-defined]  # it streams
    assert small.headers["Content-Type"] == "image/jpeg"
    assert data[:3] == b"\xff\xd8\xff"
    assert b"secret" not in data
    assert "small/" in Client().get(f"/issues/files/{file.pk}/").content.decode()


def bomb() -> bytes:
    """Some hundred bytes that say they are a picture of a hundred million pixels."""
    head = bytearray(picture("PNG", (1, 1)))
    head[16:24] = (50_000).to_bytes(4, "big") * 2
    head[29:33] = zlib.crc32(head[12:29]).to_bytes(4, "big")
    return bytes(head)


@pytest.mark.parametrize("data", [bomb(), picture()[:100], b"GIF89a" + b"\xff" * 100, b"\x89PNG\r\n\x1a\n"])
def test_a_picture_that_is_none_or_too_large_has_no_small_one(data: bytes) -> None:
    file = attach("screen.png", data)
    assert run_next()
    assert Blob.objects.get(pk=file.blob_id).thumbnail == "-"
    assert Client().get(f"/issues/files/{file.pk}/small/").status_code == 404
    assert "Nobody" not in Client().get(f"/issues/files/{file.pk}/").content.decode()


# --- pages

EVIL = b"<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.html", EVIL), ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + EVIL + b"</svg>"), ("x.png", picture()),
     ("x.pdf", b"%PDF-1.7\x00"), ("x.js", b"alert(1)")],
)  # fmt: skip
def test_no_file_can_run_here(name: str, data: bytes) -> None:
    file = attach(name, data)
    sent = Client().get(f"/issues/files/{file.pk}/{name}")
    assert b"".join(sent.streaming_content) == data  # type: ignore[attr-defined]  # it streams
    assert sent.headers["Content-Type"] in ("application/octet-stream", "text/plain; charset=utf-8")
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert sent.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert EVIL not in Client().get(f"/issues/files/{file.pk}/").content
    known = Client().get(f"/issues/files/{file.pk}/{name}", HTTP_IF_NONE_MATCH=sent.headers["ETag"])
    assert known.status_code == 304


def test_a_patch_is_shown_by_files_with_what_it_touches() -> None:
    file = attach("mend.patch", PATCH)
    assert (file.media_type, file.touches) == ("text/x-diff", ["loom.py"])
    page = Client().get(f"/issues/files/{file.pk}/").content.decode()
    assert '<span class="remove">-&lt;b&gt;slow&lt;/b&gt;' in page
    assert '<span class="add">+fast' in page


def test_a_patch_says_whether_it_brings_tests_and_documentation() -> None:
    bug, uli = issue("Slow"), known("uli")
    both = PATCH + b"".join(PATCH.replace(b"loom.py", path) for path in (b"tests/test_loom.py", b"docs/loom.rst"))
    for name, data in (("bare.patch", PATCH), ("whole.patch", both), ("log.txt", b"no patch")):
        attach(name, data, by=uli, to=bug)
    bare, whole, log = bug.files.order_by("pk")
    pages = [Client().get(f"/issues/files/{each.pk}/").text for each in (bare, whole, log)]
    assert "without tests · without documentation" in pages[0]
    assert " · with tests · with documentation" in pages[1]
    assert "tests" not in pages[2]
    page = Client().get(bug.url).text
    assert page.count("with tests · with documentation") == page.count("without tests · without doc") == 1
    told = Client().get(f"/api/v1/issues/{bug.pk}/files").json()["items"]
    assert [(each["with_tests"], each["with_docs"]) for each in told] == [(False, False), (True, True), (None, None)]


def test_a_patch_is_one_by_what_it_holds_whatever_it_is_called() -> None:
    uli, pasted, called = known("uli"), issue("Slow"), issue("Torn")
    attach("mend.txt", PATCH, by=uli, to=pasted)
    attach("mend.patch.gz", b"\x1f\x8b\x00", by=uli, to=called)
    assert [row.number for row in find_issues(ANYBODY, "has:patch").rows] == [pasted.pk]


def test_the_thread_notes_a_file_that_was_added_later_and_leads_to_it() -> None:
    uli, bug = known("uli"), issue("Slow")
    with_it, later = (attach(name, b"since noon", by=uli, to=bug) for name in ("first.txt", "later.txt"))
    File.objects.filter(pk=later.pk).update(created_at=bug.created_at + timedelta(hours=1))
    page = Client().get(bug.url).text
    assert f'attached the file <a href="#file-{later.pk}"><bdi>later.txt</bdi></a>' in page
    assert page.count(f'id="file-{later.pk}"') == 1
    assert f'href="#file-{with_it.pk}"' not in page
    remove_file(later, by=uli)
    assert "attached the file" not in Client().get(bug.url).text


def test_a_form_brings_several_files_and_says_which_is_too_large(settings: Any) -> None:
    uli, bug, browser = known("uli"), issue("Slow"), Client()
    browser.force_login(uli)
    names = ("log.txt", "../\u202emend.patch")
    files = [SimpleUploadedFile(name, PATCH + name.encode()) for name in names]
    answer = browser.post(f"/issues/{bug.pk}/files/", {"uploads": files})
    assert answer.headers["Location"] == f"/issues/{bug.pk}/#files"
    assert sorted(bug.files.values_list("name", flat=True)) == ["log.txt", "mend.patch"]
    settings.FILE_MAX = 10
    browser.post(f"/issues/{bug.pk}/files/", {"uploads": [SimpleUploadedFile("big.txt", b"x" * 11)]})
    assert bug.files.count() == 2
    settings.FORM_MAX = 100
    assert browser.post(f"/issues/{bug.pk}/files/", {"uploads": files}).status_code == 413


def test_a_file_is_taken_away_by_a_form() -> None:
    uli, browser = known("uli"), Client()
    file = attach("log.txt", b"x", by=uli)
    browser.force_login(uli)
    assert browser.post(f"/issues/files/{file.pk}/remove/").status_code == 302
    assert Client().get(f"/issues/files/{file.pk}/").status_code == 404
