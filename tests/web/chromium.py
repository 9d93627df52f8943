"""A real browser without a window, driven over a pipe by Chromium's own protocol (CDP)."""

import base64
import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-dev-shm-usage", "--no-proxy-server", "--no-pings",
    "--disable-domain-reliability", "--disable-features=MediaRouter,OptimizationHints",
    # Without this it asks whether the outside can be reached before it looks up any name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--hide-scrollbars", "--mute-audio",
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required", "--remote-debugging-pipe",
)  # fmt: skip
ANSWER_S = 60.0


def program() -> str:
    """Chromium, or the test is skipped and says why."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    return found


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are out of the way of the descriptors that a shell hands on."""
    low = os.pipe()
    ends = tuple(fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 20) for one in low)
    for one in low:
        os.close(one)
    return ends[0], ends[1]


class Browser:
    """One page of one browser. Everything that it asks for or complains about is kept."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        to_browser, self._out = _pipe()
        self._in, from_browser = _pipe()
        command = [program(), *QUIET, *options, f"--user-data-dir={folder}", "about:blank"]
        # The protocol is spoken on the descriptors 3 and 4.
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{to_browser} 4>&{from_browser}', "bash", *command],
            pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._number = 0
        self._sessions: list[str] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []
        pages = self._send("Target.getTargets")["targetInfos"]
        target = next(one["targetId"] for one in pages if one["type"] == "page")
        attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            self.do(f"{domain}.enable")
        # Workers ask for files too.
        self.do("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True)

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A command to the page."""
        return self._send(method, self.session, **parameters)

    def open(self, url: str) -> None:
        self.do("Page.navigate", url=url)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, expression: str) -> Any:
        """The value of JavaScript in the page; a promise is waited for."""
        answer = self.do(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def wait(self, condition: str, limit_s: float = ANSWER_S) -> None:
        """Until JavaScript in the page is true."""
        self.run(
            "new Promise((yes, no) => { const end = performance.now() + "
            f"{1000 * limit_s}; const look = () => {{ if ({condition}) yes(); "
            "else if (performance.now() > end) no(new Error('waited in vain')); "
            "else setTimeout(look, 20); }; look(); })"
        )

    def click(self, selector: str) -> None:
        """With the mouse, in the middle of an element."""
        x, y = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def choose_files(self, selector: str, paths: Sequence[Path]) -> None:
        root = self.do("DOM.getDocument")["root"]["nodeId"]
        node = self.do("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.do("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])

    def keep_downloads(self, folder: Path) -> None:
        self._send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def until(self, holds: Callable[[], bool], limit_s: float = ANSWER_S) -> None:
        """Until something outside of the page is so; the page is looked at meanwhile."""
        deadline = time.monotonic() + limit_s
        while not holds():
            assert time.monotonic() < deadline, "waited in vain"
            self.run("new Promise((yes) => setTimeout(yes, 20))")

    def photograph(self, path: Path, *, whole: bool = True) -> None:
        shot = self.do("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        with contextlib.suppress(OSError, EOFError, AssertionError):
            self._send("Browser.close")
        os.close(self._out)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)
            self.process.wait()
        os.close(self._in)

    def _send(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + 4 * ANSWER_S
        for answer in self._messages(deadline):
            if answer.get("id") == number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]
            self._note(answer)
        raise AssertionError(f"{method}: the browser ended or does not answer")

    def _messages(self, deadline: float) -> Iterator[dict[str, Any]]:
        while time.monotonic() < deadline:
            while b"\0" not in self._buffer:
                part = os.read(self._in, 1 << 20)
                if not part:
                    return
                self._buffer += part
            text, self._buffer = self._buffer.split(b"\0", 1)
            yield json.loads(text)

    def _note(self, event: dict[str, Any]) -> None:
        kind, facts = event.get("method"), event.get("params", {})
        if kind == "Network.requestWillBeSent":
            self.requests.append(facts["request"]["url"])
        elif kind == "Log.entryAdded" and facts["entry"]["level"] in ("error", "warning"):
            self.complaints.append(facts["entry"]["text"])
        elif kind == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(facts["exceptionDetails"])[:500])
        elif kind == "Runtime.consoleAPICalled" and facts["type"] in ("error", "warning"):
            self.complaints.append(json.dumps(facts["args"])[:500])
        elif kind == "Target.attachedToTarget":
            self._follow(facts["sessionId"])

    def _follow(self, session: str) -> None:
        """A worker that waits to be let go on; its answers to this are of no interest."""
        for method in ("Network.enable", "Runtime.enable", "Log.enable",
                       "Runtime.runIfWaitingForDebugger"):  # fmt: skip
            self._number += 1
            message = {"id": self._number, "method": method, "params": {}, "sessionId": session}
            os.write(self._out, json.dumps(message).encode() + b"\0")


@contextlib.contextmanager
def browser(folder: Path, options: Sequence[str] = ()) -> Iterator[Browser]:
    one = Browser(folder, options)
    try:
        yield one
    finally:
        one.close()
