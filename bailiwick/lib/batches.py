"""Working through much by little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size`, in order. (`itertools.batched` is younger than Python 3.11.)"""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
