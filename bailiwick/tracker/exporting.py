"""A whole list as a file: CSV or JSON, of whatever a line asks for, as whoever asked may see it."""

from __future__ import annotations

import csv
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from .asking import Row

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
#: Files are kept for a day.
FORGOTTEN = 24 * 3600
#: What a spreadsheet would take for a formula; some take the wide signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: What may stand before one and is not seen.
_UNSEEN = " \u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
COLUMNS = (
    "number", "title", "kind", "status", "resolution", "priority", "severity", "service", "labels", "milestone",
    "author", "assignee", "reviewer", "stars", "comments", "created_at", "activity_at", "closed_at", "url",
)  # fmt: skip


def folder() -> Path:
    """Where they lie; shared between the machines of one desk."""
    path = Path(settings.MEDIA_ROOT) / "exports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def place(job_id: int, form: str) -> Path:
    """The file of a job."""
    return folder() / f"issues-{job_id}.{form}"


def sweep() -> None:
    """What nobody fetched within a day goes."""
    for path in folder().glob("issues-*"):
        if not is_kept(path):
            path.unlink(missing_ok=True)


def is_kept(path: Path) -> bool:
    """Whether a file is there and no older than a day, whenever somebody sweeps."""
    try:
        return path.is_file() and time.time() - path.stat().st_mtime <= FORGOTTEN
    except FileNotFoundError:  # somebody sweeps just now
        return False


def plain(row: Row) -> dict[str, Any]:
    """An issue as programs and tables see it."""
    values = row._asdict() | {
        "service": row.service.ref if row.service else "",
        "labels": [slug for slug, _colour in row.labels],
        "url": settings.SITE_URL + row.url,
    }
    return {name: values[name] for name in COLUMNS}


def write(path: Path, form: str, rows: Iterator[Row]) -> int:
    """Write the file; how many issues it holds."""
    # A name of its own: a worker that was thought dead may still be writing the same list.
    partial = path.with_suffix(f".{uuid.uuid4().hex}.partial")
    count = (_write_csv if form == "csv" else _write_json)(partial, map(plain, rows))
    partial.rename(path)
    return count


def _write_csv(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for row in rows:
            table.writerow([_cell(value) for value in row.values()])
            count += 1
    return count


def _cell(value: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = "" if value is None else " ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(_FORMULA) else text


def _write_json(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with path.open("wb") as file:
        file.write(b"[")
        for count, row in enumerate(rows, 1):
            file.write((b",\n" if count > 1 else b"\n") + orjson.dumps(row))
        file.write(b"\n]\n")
    return count
