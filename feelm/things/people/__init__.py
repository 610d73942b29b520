"""People as whole figures: standing, walking, sitting, embracing; drawn, never photographed, faces left plain."""

from feelm.things.people.portrait import draw_person

__all__ = ["draw_person"]
