"""What Prefect does by itself when something happens: tells somebody, and ends runs that died without a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, DoNothing, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.orchestration.events import FEED_EVENT, TURN_EVENT

HEARTBEATS: Final = timedelta(seconds=180)  # a run tells every 30 seconds that it lives
_OURS: Final[dict[str, str | list[str]]] = {
    "prefect.resource.id": "prefect.tag.dyadwire",
    "prefect.resource.role": "tag",
}
_OF_EVENT: Final = '{{ event.payload["words"] }}'
_PAGES: Final = "{{ flow_run|ui_url }}"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a person should hear of. `subject` and `body` are Prefect's templates."""

    name: str
    description: str
    expect: frozenset[str]
    subject: str
    body: str
    is_of_runs: bool = False

    def automation(self, notify: UUID | None) -> AutomationCore:
        """It as an automation; without somebody to notify it only shows in the event feed."""
        trigger = EventTrigger(
            match=ResourceSpecification(
                {"prefect.resource.id": "prefect.flow-run.*" if self.is_of_runs else "dyadwire.*"}
            ),
            match_related=ResourceSpecification(_OURS if self.is_of_runs else {}),
            expect=set(self.expect),
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        )
        action = (
            DoNothing()
            if notify is None
            else SendNotification(block_document_id=notify, subject=self.subject, body=self.body)
        )
        return _automation(self.name, self.description, trigger, action)


ALERTS: Final = (
    Alert(
        "Dyadwire: a feed fails",
        "All polls of a day failed, or the feed is gone or has moved for good.",
        frozenset(FEED_EVENT + alert for alert in ("failing", "gone", "moved")),
        "Feed fails: {{ event.resource.name }}",
        '{{ event.payload["url"] }}: ' + _OF_EVENT,
    ),
    Alert(
        "Dyadwire: a feed answers, but gives no stories",
        "Polls are good, but for longer than its own rhythm allows no entry came, or none gave a story.",
        frozenset(FEED_EVENT + alert for alert in ("no_stories", "silent")),
        "Feed without stories: {{ event.resource.name }}",
        '{{ event.payload["url"] }}: ' + _OF_EVENT,
    ),
    Alert(
        "Dyadwire: a dyad turns",
        "Events of a dyad depart from its own past (mart.turning_points).",
        frozenset({TURN_EVENT}),
        "Turning point: {{ event.resource.name }}",
        _OF_EVENT,
    ),
    Alert(
        "Dyadwire: a run failed",
        "A run ended as failed, crashed or out of time.",
        frozenset(f"prefect.flow-run.{state}" for state in ("Failed", "Crashed", "TimedOut")),
        "Run failed: {{ flow.name }} {{ flow_run.name }}",
        "{{ flow_run.state.message }} " + _PAGES,
        is_of_runs=True,
    ),
)


def automations(notify: UUID | None) -> Sequence[AutomationCore]:
    """All automations; `notify` is the block that alerts go to."""
    return (*(alert.automation(notify) for alert in ALERTS), _dead_runs())


def _dead_runs() -> AutomationCore:
    """A run whose process was killed would stay Running for ever, and keep its place in the queue."""
    alive = {"prefect.flow-run.heartbeat"}
    ended = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed", "TimedOut")}
    trigger = EventTrigger(
        match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
        match_related=ResourceSpecification(_OURS),
        after=alive,
        expect=alive | ended,
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=HEARTBEATS,
    )
    action = ChangeFlowRunState(
        name="Crashed",
        force=False,
        state=StateType.CRASHED,
        message="its process is gone: no heartbeat for three minutes",
    )
    return _automation("Dyadwire: a run that died ends as crashed", "Its process was killed.", trigger, action)


def _automation(
    name: str, description: str, trigger: EventTrigger, action: DoNothing | SendNotification | ChangeFlowRunState
) -> AutomationCore:
    return AutomationCore(name=name, description=description, trigger=trigger, actions=[action], tags=["dyadwire"])
