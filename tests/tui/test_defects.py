"""A defect of our own ends the program in a sentence, and nobody is shown a stack."""

from __future__ import annotations

from tests.tui.fakes import FakeProject
from tests.tui.frame import running


async def test_a_defect_outside_the_event_loop_is_kept_and_not_printed(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        run.app.panic("the stack")
    assert "the stack" in run.app.defect
    assert not run.app._exit_renderables
