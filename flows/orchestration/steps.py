"""A step of a run as a Prefect task, tried again only where the error says that it may pass."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Failed
from prefect.tasks import Task, exponential_backoff

from transforms.errors import DyadwireError
from transforms.run_records import RunReport

RETRIES: Final = 3
PATIENCE: Final = 1800.0  # seconds that a flow waits for a run of another kind that has the store
Result = TypeVar("Result")


def as_task(name: str, step: Callable[[], Result], *, retries: int = 0) -> Result:
    """The result of `step`, run as a task. It takes no parameters, as Prefect would walk through each of them."""

    @task(
        name=name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=retries,
        retry_delay_seconds=exponential_backoff(10),
        retry_condition_fn=is_worth_another_try,
    )
    def run_step() -> Result:
        return step()

    return run_step()


def is_worth_another_try(_task: Task[Any, Any], _task_run: TaskRun, state: State[Any]) -> bool:
    """Whether the error that failed a task says of itself that it may pass."""
    problem = state.result(raise_on_failure=False)
    return isinstance(problem, DyadwireError) and problem.retryable


def ended(report: RunReport, told: str) -> State[Any] | None:
    """What a flow returns at the end of a run: Failed, with what is told of it, where too many of its inputs failed."""
    return Failed(message=f"too large a share of the inputs failed; {told}") if report.exit_code else None
