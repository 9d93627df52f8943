"""The only module that knows Ray: a cluster that is there, or one on this computer alone."""

import contextlib
import importlib.util
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ml_core.cluster.far_side import Lost, perform
from ml_core.errors import MissingPack, RunError
from ml_core.runs.compute import Compute
from ml_core.runs.machine import physical_cores

STARTS = 5  # of one command: lost workers, and commands that were killed
STORE_BYTES = 100_000_000  # Ray keeps nothing of ours but words
ALONE = {  # a cluster of this computer listens on the loopback device only, and leaves no file
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_DASHBOARD_STARTUP_TIMEOUT_S": "300",  # of a computer that is busy
}
TRIES = 3  # to start a cluster on a busy computer: Ray gives its own parts 30 s
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


def require_ray() -> None:
    """Raise MissingPack unless Ray is installed."""
    if importlib.util.find_spec("ray") is None:
        raise MissingPack("cluster", "Computing on a Ray cluster")


class Cluster:
    """A connection to Ray.

    Args:
        ray: the module.
    """

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        # a worker that is lost costs its unfinished part: the command goes on from its checkpoint
        self._perform = ray.remote(max_retries=STARTS, retry_exceptions=[Lost])(perform)
        self._has_gpu = ray.cluster_resources().get("GPU", 0) > 0

    @property
    def cores(self) -> int:
        """Of all workers together."""
        return int(self._ray.cluster_resources().get("CPU", 0))

    def hand_out(self, arguments: Sequence[Any], *, cores: int, gpu: bool) -> Any:
        """Let a worker ``perform``; returns a token."""
        gpus = 1 if gpu and self._has_gpu else 0
        return self._perform.options(num_cpus=cores, num_gpus=gpus).remote(*arguments)

    def ended(self, tokens: Sequence[Any], timeout_s: float) -> list[Any]:
        """Those that have ended, waiting a while for one that does."""
        return list(self._ray.wait(list(tokens), num_returns=1, timeout=timeout_s)[0])

    def answer(self, token: Any) -> tuple[int, str]:
        """What ``perform`` returned; a status below 0 where no worker came to an end with it."""
        try:
            status, problem = self._ray.get(token)
        except self._ray.exceptions.TaskCancelledError:
            return 130, ""
        except self._ray.exceptions.RayError:
            return -1, f"It was lost {STARTS + 1} times."
        return status, problem

    def take_back(self, token: Any) -> None:
        """Do not begin what has not begun."""
        self._ray.cancel(token, force=False)


@contextlib.contextmanager
def connected(compute: Compute) -> Iterator[Cluster]:
    """A cluster: the one named, that of ``RAY_ADDRESS``, or one of this computer for the while.

    Raises:
        MissingPack: Ray is not installed.
        RunError: nobody answers.
    """
    require_ray()
    address = compute.address or os.environ.get("RAY_ADDRESS", "")
    told = {**QUIET, **({} if address else ALONE)}
    if not address and "RAY_AUTH_TOKEN" not in os.environ:
        told |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    with _environment(told):
        import ray

        options: dict[str, Any] = {"address": address}
        if not address:
            options = {
                "num_cpus": physical_cores(), "include_dashboard": False,
                "object_store_memory": STORE_BYTES,
            }  # fmt: skip
        for left in range(TRIES if not address else 1, 0, -1):
            try:
                ray.init(**options, log_to_driver=False, logging_level="ERROR")
                break
            except Exception as error:  # Ray raises no less where it is late
                ray.shutdown()
                if left == 1:
                    raise _no_answer(address) from error
        try:
            yield Cluster(ray)
        finally:
            ray.shutdown()


def _no_answer(address: str) -> RunError:
    return RunError(
        f"No Ray cluster answers at {address}."
        if address
        else "No Ray cluster answers on this computer.",
        hint="Start one: ray start --head on one computer, ray start --address=HOST:PORT on the "
        "others. See the guide, chapter Scaling.",
    )


@contextlib.contextmanager
def _environment(told: Mapping[str, str]) -> Iterator[None]:
    """Within, variables that nobody has set already."""
    mine = {name: value for name, value in told.items() if name not in os.environ}
    os.environ.update(mine)
    try:
        yield
    finally:
        for name in mine:
            os.environ.pop(name, None)
