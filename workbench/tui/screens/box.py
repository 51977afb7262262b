"""A box over the screen: it comes in steps, and what lies under it is drawn dimmed."""

from __future__ import annotations

from functools import lru_cache

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, ScreenResultType
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual

from workbench.tui.screens.arriving import Arriving

_STYLES = 512


class Box(Arriving, ModalScreen[ScreenResultType]):
    """Base of the boxes."""

    def render(self) -> RenderableType:
        """What lies under the box. Textual would dim every piece of it by itself."""
        under = super().render()
        if not isinstance(under, BackgroundScreen):
            return under
        return _Dimmed(under)  # type: ignore[return-value]  # as of any widget, a Visual


class _Dimmed(Visual):
    """A screen under a colour that lets it through."""

    def __init__(self, under: BackgroundScreen) -> None:
        self._under = under

    def render_strips(
        self, width: int, height: int | None, style: VisualStyle, options: RenderOptions
    ) -> list[Strip]:
        """The rows of the screen, dimmed."""
        under, ground = self._under, style.rich_style
        return [
            Strip(
                [Segment(text, _dimmed(drawn, under.color, ground)) for text, drawn, _ in row],
                row.cell_length,
            )
            for row in under.screen._compositor.render_strips()
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """That of the screen."""
        return self._under.screen.size.height


@lru_cache(_STYLES)
def _dimmed(style: Style | None, colour: Color, ground: Style) -> Style:
    (segment,) = BackgroundScreen.process_segments([Segment("", style)], colour)
    return ground + segment.style
