"""A headless Chromium, spoken to over two pipes in its DevTools protocol. Standard library only."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Browser", "find_chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
)
_PATIENCE = 60.0
#: Every number with what follows it, if that is a unit or any other word, as the boxes of its text lie; what
#: ends the code of a model is none.
_BROKEN = r"""
(() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const figure = new RegExp(
    '(?<![\\p{L}0-9])[0-9]+(?:[.,\u202f\u00a0][0-9]+)*(?:[ \u00a0][\\p{L}°%][^\\s,;)]*)?' +
    '(?:/100[ \u00a0][a-z]+)?', 'gu');
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!parent.checkVisibility() || parent.closest('script, style, option')) continue;
    for (const match of node.data.matchAll(figure)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const boxes = [...range.getClientRects()].filter(box => box.width);
      if (new Set(boxes.map(box => Math.round(box.top))).size > 1) found.push(node.data);
    }
  }
  return found;
})()
"""


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome, or of what `CHROMIUM` in the environment names.

    None where there is none, and on Windows, where a program cannot be given two numbered pipes.
    """
    if os.name != "posix":
        return None
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else _NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


class Browser:
    """One page of one browser with a profile of its own, which is gone at the end.

    Parameters
    ----------
    program
        The path of Chromium.
    """

    def __init__(self, program: str) -> None:
        with contextlib.ExitStack() as stack:
            profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            # The browser reads from 3 and writes to 4; ours must not be in the way of those.
            reads, self._to = map(_high, os.pipe())
            self._from, writes = map(_high, os.pipe())
            command = [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]

            def place() -> None:
                os.dup2(reads, 3)
                os.dup2(writes, 4)

            self._process = subprocess.Popen(
                command,
                pass_fds=(3, 4),
                preexec_fn=place,  # noqa: PLW1509 - the only way to the two numbers; nothing else runs here
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for end in (reads, writes):
                os.close(end)
            stack.callback(self._end)
            self._buffer = b""
            self._number = 0
            self._session: str | None = None
            target = self.call("Target.createTarget", url="about:blank")["targetId"]
            self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            self.call("Page.enable")
            self._closing = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for end in (self._to, self._from):
            os.close(end)

    def _messages(self) -> Iterator[dict[str, Any]]:
        # A browser that says nothing is ended, so that its pipe ends too.
        alarm = threading.Timer(_PATIENCE, self._process.kill)
        alarm.start()
        try:
            while True:
                while b"\0" not in self._buffer:
                    chunk = os.read(self._from, 1 << 16)
                    if not chunk:
                        raise RuntimeError("the browser ended before it answered")
                    self._buffer += chunk
                message, _, self._buffer = self._buffer.partition(b"\0")
                yield json.loads(message)
        finally:
            alarm.cancel()

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the protocol and return its result.

        Raises
        ------
        RuntimeError
            If the browser refuses, or ends.
        """
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        for answer in self._messages():
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
        raise AssertionError

    def open(
        self, page: Path, *, width: int, height: int = 900, scheme: Literal["light", "dark"] = "light"
    ) -> None:
        """Open a file in a window of a width in CSS pixels, for a reader who prefers light or dark."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        preference = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[preference])
        self.call("Page.navigate", url=page.absolute().as_uri())
        # The navigation has begun when the call returns; what is left is the loading.
        loaded = (
            "new Promise(done => document.readyState === 'complete'"
            " ? done() : addEventListener('load', () => done()))"
        )
        self.call("Runtime.evaluate", expression=loaded, awaitPromise=True)

    def evaluate(self, script: str) -> Any:
        """Return what a line of JavaScript comes to."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["text"])
        return result["result"].get("value")

    def accessible(self) -> list[dict[str, Any]]:
        """Return the nodes of the accessibility tree that assistive programs are told of."""
        nodes: list[dict[str, Any]] = self.call("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if not node["ignored"]]

    def broken_figures(self) -> list[str]:
        """Return the numbers that stand on two lines, or apart from the unit behind them."""
        found: list[str] = self.evaluate(_BROKEN)
        return found

    def picture(self, height: int | None = None) -> bytes:
        """Return the page from its top as a PNG, all of it or `height` pixels."""
        size = self.call("Page.getLayoutMetrics")
        width = size["cssLayoutViewport"]["clientWidth"]
        whole = size["cssContentSize"]["height"]
        clip = {"x": 0, "y": 0, "width": width, "height": min(height or whole, whole), "scale": 1}
        shot = self.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])


def _high(end: int) -> int:
    """Move a descriptor out of the way of 3 and 4."""
    import fcntl  # Windows has none

    moved = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(end)
    return moved
