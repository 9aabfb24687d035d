"""A web server that plays every way a server can be broken: it writes exactly the bytes it is told.

A *play* is a function that is handed one request and the wire it came on. It runs in the loop of
the test, on loopback, and knows nothing of HTTP but how to read a request's head; whatever it
says is the play's own doing. A play that wants to be kept alive says so; every other ends its
connection.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat

RSS_TYPE = "application/rss+xml"
PIECE = 2**16


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as it came; names of headers in lower case. ``number`` counts those of its path."""

    path: str
    headers: Mapping[str, str]
    number: int


class Wire:
    """One connection, to be written to byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.sent = 0
        self.keep = False

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()
        self.sent += len(data)

    async def drip(self, data: bytes, pause: float = 0.02) -> None:
        """``data``, a byte at a time: the slowness that is played, not one that is waited for."""
        for place in range(len(data)):
            await self.send(data[place : place + 1])
            await asyncio.sleep(pause)

    async def pour(self, pieces: Iterator[bytes]) -> None:
        """All of ``pieces``, as fast as they are taken."""
        for piece in pieces:
            await self.send(piece)

    async def hang(self) -> None:
        """Say nothing more until the other side has left."""
        while await self._reader.read(PIECE):
            pass

    def half_close(self) -> None:
        """No more is said; what the other side says is still heard."""
        self._writer.write_eof()

    def reset(self) -> None:
        """Break off as a machine does that loses its power: RST, not FIN."""
        sock: socket.socket = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


Play = Callable[[Wire, Ask], Awaitable[None]]


async def _unplayed(wire: Wire, ask: Ask) -> None:
    await wire.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


@dataclass
class FaultServer:
    """Listens while it is entered, and plays ``play``. ``asked`` is every request it ever got."""

    play: Play = _unplayed
    host: str = "127.0.0.1"
    asked: list[Ask] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    port: int = 0
    troubles: list[BaseException] = field(default_factory=list)
    """What a play raised that it should not have: a broken play proves nothing."""
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def sent(self) -> int:
        """How many bytes were written, over all connections."""
        return sum(wire.sent for wire in self.wires)

    async def __aenter__(self) -> FaultServer:
        self._server = await asyncio.start_server(self._connected, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await self._server.wait_closed()

    async def left_alone(self) -> None:
        """Wait until no connection is open any more: whoever asked has let go of all."""
        while self._serving:
            await asyncio.wait(set(self._serving))

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        wire = Wire(reader, writer)
        self.wires.append(wire)
        try:
            while True:
                wire.keep = False
                ask = await self._hear(reader)
                if ask is None:
                    return
                await self.play(wire, ask)
                if not wire.keep:
                    return
        except ConnectionError:
            pass  # the client had enough: that is what it should do
        except asyncio.CancelledError:
            writer.transport.abort()  # the test is over; nobody else ends these tasks
        except Exception as error:  # noqa: BLE001  told to the test, not to the loop
            self.troubles.append(error)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _hear(self, reader: asyncio.StreamReader) -> Ask | None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")[:-2]
        path = first.split(" ")[1]
        headers = dict(line.split(": ", 1) for line in lines)
        number = 1 + sum(ask.path == path for ask in self.asked)
        ask = Ask(path, {name.lower(): value for name, value in headers.items()}, number)
        self.asked.append(ask)
        return ask


def head(status: int | str = 200, *lines: str, kind: str = RSS_TYPE) -> bytes:
    """A head with ``lines`` of headers, as they stand; no length unless one of them says it."""
    told = status if isinstance(status, str) else f"{status} Told"
    typed = [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join([f"HTTP/1.1 {told}", *typed, *lines, "", ""]).encode("latin-1")


def answer(
    body: bytes | str = b"", status: int | str = 200, *lines: str, kind: str = RSS_TYPE
) -> Play:
    """A sound answer, of a right length, on a connection that is kept."""
    raw = body.encode() if isinstance(body, str) else body

    async def play(wire: Wire, ask: Ask) -> None:
        wire.keep = True
        await wire.send(head(status, *lines, f"Content-Length: {len(raw)}", kind=kind) + raw)

    return play


def bytes_only(*pieces: bytes) -> Play:
    """These bytes, whatever they mean, and then the end of the connection."""

    async def play(wire: Wire, ask: Ask) -> None:
        for piece in pieces:
            await wire.send(piece)

    return play


def then_hang(*pieces: bytes) -> Play:
    """These bytes, and then nothing more, for ever."""

    async def play(wire: Wire, ask: Ask) -> None:
        for piece in pieces:
            await wire.send(piece)
        await wire.hang()

    return play


def then_reset(*pieces: bytes) -> Play:
    async def play(wire: Wire, ask: Ask) -> None:
        for piece in pieces:
            await wire.send(piece)
        wire.reset()

    return play


def endless(start: bytes, piece: bytes) -> Play:
    """``piece`` again and again after ``start``, as fast as it is taken."""

    async def play(wire: Wire, ask: Ask) -> None:
        await wire.send(start)
        await wire.pour(repeat(piece))

    return play


def dripping(start: bytes, slow: bytes, pause: float = 0.02) -> Play:
    """``slow`` again and again, a byte at a time: never silent, and never done."""

    async def play(wire: Wire, ask: Ask) -> None:
        await wire.send(start)
        while True:
            await wire.drip(slow, pause)

    return play


def by_path(plays: Mapping[str, Play]) -> Play:
    """Another play for each path. What is not among them is a 404."""

    async def play(wire: Wire, ask: Ask) -> None:
        await plays.get(ask.path, _unplayed)(wire, ask)

    return play


def to(location: str, status: int = 302, *lines: str) -> Play:
    """A redirect."""
    return answer(b"", status, f"Location: {location}", *lines, kind="")
