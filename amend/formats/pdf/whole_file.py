"""Whether the bytes of a PDF came whole: what it has packed is checked, for a reader shows as much as it can unpack."""

from __future__ import annotations

import re
import zlib

_PACKED = re.compile(rb"<<(?P<entries>[^<>]*(?:<<[^<>]*>>[^<>]*)*)>>\s*stream\r?\n")
_BY_FLATE = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode")
_LOCKED = re.compile(rb"/Encrypt\s*(?:\d|<<)")
_AT_ONCE = 1 << 20


def is_damaged(data: bytes) -> bool:
    """Whether anything that is packed in the bytes of a PDF cannot be unpacked to its end, or is not what was packed.

    Only Flate is known, by which words are packed; its sum at the end tells one changed bit. What is locked is not
    looked at.
    """
    if _LOCKED.search(data):
        return False
    for match in _PACKED.finditer(data):
        if _BY_FLATE.search(match["entries"]):
            end = data.find(b"endstream", match.end())
            if not _unpacks(memoryview(data)[match.end() : end if end >= 0 else len(data)]):
                return True
    return False


def _unpacks(packed: memoryview) -> bool:
    """Whether bytes unpack to their end; the sum after it may be absent, as some writers leave it out."""
    with_sum = _ends(packed, zlib.MAX_WBITS)
    return bool(_ends(packed[2:], -zlib.MAX_WBITS)) if with_sum is None else with_sum


def _ends(packed: memoryview, bits: int) -> bool | None:
    """Whether bytes unpack to their end; None where they lack it, and False where they are not what was packed."""
    unpacker = zlib.decompressobj(bits)
    left: bytes | memoryview = packed
    try:
        while left and not unpacker.eof:
            unpacker.decompress(left, _AT_ONCE)
            left = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof or None
