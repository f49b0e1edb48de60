"""A full waiting room: idle and active connections at once, how soon the server says it is well, and its memory.

A connection speaks Streamlit's own protocol, as a browser does, and draws nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from statistics import median
from urllib.request import urlopen

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.server import serve

IDLE, ACTIVE = 50, 10
SECONDS = 30.0
PAUSE = 1.0
"""How long an active person looks before the threshold is moved again."""
LONGEST = 120.0


def opened(address: str) -> ClientConnection:
    """A connection that has not asked for a page yet."""
    place = f"ws{address.removeprefix('http')}/_stcore/stream"
    return connect(place, subprotocols=["streamlit"], max_size=None, open_timeout=LONGEST)  # type: ignore[list-item]


def ask(connection: ClientConnection, page: str, query: str = "") -> float:
    """Ask for a page; seconds until the server has sent all of it."""
    begin = time.perf_counter()
    connection.send(BackMsg(rerun_script={"page_name": page, "query_string": query}).SerializeToString())
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=LONGEST, decode=False))
        if message.HasField("script_finished") and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return time.perf_counter() - begin


def move(connection: ClientConnection, over: threading.Event) -> list[float]:
    """Move the threshold of the decision page again and again; seconds of each answer."""
    taken: list[float] = []
    while not over.wait(PAUSE):
        taken.append(ask(connection, "decision", f"threshold={20 + len(taken) % 60}"))
    return taken


def check_health(address: str, seconds: float) -> list[float]:
    """Ask ten times a second whether the server is well; seconds of each answer."""
    taken, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.1)
        begin = time.perf_counter()
        with urlopen(f"{address}/_stcore/health", timeout=LONGEST) as answer:
            answer.read()
        taken.append(time.perf_counter() - begin)
    return taken


def resident_mb() -> float:
    """Resident memory of the server and its workers, MB."""
    servers = [one for one in psutil.Process().children() if "streamlit" in one.cmdline()]
    everything = servers + [worker for server in servers for worker in server.children(recursive=True)]
    return sum(one.memory_info().rss for one in everything) / 1e6


def connections_row() -> dict[str, object]:
    """Slowest health check while some look and others work; the baseline is the memory of one connection."""
    with (
        serve() as address,
        ExitStack() as stack,
        ThreadPoolExecutor(ACTIVE) as threads,
        ProcessPoolExecutor(1, get_context("spawn")) as apart,  # else it would wait for those who work, beside it
    ):
        apart.submit(check_health, address, 0.0).result()
        everyone = [stack.enter_context(opened(address)) for _ in range(IDLE + ACTIVE)]
        active, idle = everyone[:ACTIVE], everyone[ACTIVE:]
        ask(active[0], "decision")
        alone = resident_mb()
        for connection in idle:
            ask(connection, "")
        over = threading.Event()
        health = apart.submit(check_health, address, SECONDS)
        moving = [threads.submit(move, connection, over) for connection in active]
        checks, full = health.result(), resident_mb()
        over.set()
        answers = [taken for future in moving for taken in future.result()]
    row: dict[str, object] = {"row": f"health check, {IDLE} idle and {ACTIVE} active connections"}
    row |= {"seconds": round(median(checks), 3), "slowest": round(max(checks), 3)}
    row |= {"moves": len(answers), "seconds_a_move": round(median(answers), 2), "resident_mb": round(full)}
    return row | {"baseline": "memory with one connection", "ratio": round(full / alone, 2)}


ROWS: dict[str, Callable[[], dict[str, object]]] = {"connections": connections_row}
