"""Sorted byte ranges, asked whether they hold a byte."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def innermost(starts: Sequence[int], ranges: Sequence[tuple[int, int, int]], outside: int) -> list[int]:
    """For each byte (ascending) what the innermost range around it holds: `ranges` are (start, end, held) and nest."""
    found: list[int] = []
    stack: list[tuple[int, int]] = []
    following = 0
    for start in starts:
        while following < len(ranges) and ranges[following][0] <= start:
            stack.append(ranges[following][1:])
            following += 1
        while stack and stack[-1][0] <= start:
            stack.pop()
        found.append(stack[-1][1] if stack else outside)
    return found


class Regions:
    """Sorted byte ranges that are asked in ascending or any order; nested ones are folded into the outermost."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(ranges):
            if not self.ends or end > self.ends[-1]:
                self.starts.append(start)
                self.ends.append(end)

    def without(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Of spans in ascending order those that begin in none of the ranges."""
        left: list[tuple[int, int]] = []
        at = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            first = bisect_left(spans, (start,), at)
            left += spans[at:first]
            at = bisect_left(spans, (end,), first)
        return [*left, *spans[at:]]

    def within(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Of spans in ascending order those that begin in one of the ranges."""
        inside: list[tuple[int, int]] = []
        at = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            first = bisect_left(spans, (start,), at)
            at = bisect_left(spans, (end,), first)
            inside += spans[first:at]
        return inside

    def contain(self, byte: int) -> bool:
        """Whether some range holds the byte."""
        at = bisect_left(self.starts, byte + 1) - 1
        return at >= 0 and byte < self.ends[at]
