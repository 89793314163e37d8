"""Bodies unpacked as they stream in, with a cap on what comes and on what it unpacks to."""

import zlib
from collections.abc import AsyncIterator

from flows.fetch_problems import PackingError, TooLargeError

ACCEPTED = "gzip, deflate"
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_BLOCK = 65_536


async def unpacked_body(chunks: AsyncIterator[bytes], *, encoding: str, most_bytes: int) -> bytes:
    """The whole body. `encoding` is the Content-Encoding; neither form is read beyond `most_bytes`.

    Raises:
        TooLargeError: the body is larger, as it comes or unpacked.
        PackingError: it is not packed in the way that it says, or ends too soon.
    """
    packing = encoding.strip().lower()
    unpacker = None if packing in {"", "identity"} else _Unpacker(packing, most_bytes)
    body, n_received = bytearray(), 0
    async for chunk in chunks:
        n_received += len(chunk)
        if n_received > most_bytes:
            raise TooLargeError(f"the body is larger than {most_bytes:,} bytes")
        if unpacker is None:
            body += chunk
        else:
            unpacker.take(chunk, body)
    if unpacker is not None and n_received:
        unpacker.require_end()
    return bytes(body)


class _Unpacker:
    def __init__(self, packing: str, most_bytes: int) -> None:
        if packing not in _WINDOW:
            raise PackingError(f"it is packed as {packing[:40]!r}")
        self._packing, self._most_bytes = packing, most_bytes
        self._stream = zlib.decompressobj(_WINDOW[packing])
        self._is_begun = False

    def take(self, chunk: bytes, body: bytearray) -> None:
        """Unpacks the next bytes of the stream onto `body`."""
        while chunk:
            if self._stream.eof:
                if not (self._packing != "deflate" and chunk.startswith(b"\x1f")):
                    return  # what follows a packed body is nothing of it, unless it is a further gzip member
                self._stream = zlib.decompressobj(31)
            body += self._unpack(chunk)
            if len(body) > self._most_bytes:
                raise TooLargeError(f"the unpacked body is larger than {self._most_bytes:,} bytes")
            chunk = self._stream.unconsumed_tail or self._stream.unused_data

    def require_end(self) -> None:
        """Returns where the stream has come to its end."""
        if not self._stream.eof:
            raise PackingError("it ends too soon")

    def _unpack(self, chunk: bytes) -> bytes:
        try:
            block = self._stream.decompress(chunk, _BLOCK)
        except zlib.error as problem:
            if self._packing != "deflate" or self._is_begun:
                raise PackingError("it is not packed as it says") from problem
            self._stream = zlib.decompressobj(-15)  # some servers leave out the header
            block = self._raw(chunk)
        self._is_begun = True
        return block

    def _raw(self, chunk: bytes) -> bytes:
        try:
            return self._stream.decompress(chunk, _BLOCK)
        except zlib.error as problem:
            raise PackingError("it is not packed as it says") from problem
