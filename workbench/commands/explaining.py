"""`workbench search --explain`: how the query was read and answered, and why in this order."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.commands.layout import counted
from workbench.search.explaining import Explanation, Part, Ranking


def explanation_value(explanation: Explanation, engine: str) -> dict[str, object]:
    """The member "explanation" of the JSON."""
    return {
        "engine": engine,
        "documents": explanation.indexed,
        "part": _part_value(explanation.part) if explanation.part else None,
        "ranking": [_ranking_value(ranking) for ranking in explanation.rankings],
    }


def explanation_lines(explanation: Explanation, engine: str) -> Iterator[str]:
    """The same for people."""
    yield f"{engine.capitalize()} searched {counted(explanation.indexed, 'document')}."
    if explanation.part is not None:
        yield from _part_lines(explanation.part, 0)


def ranking_lines(ranking: Ranking) -> Iterator[str]:
    """What a score is made of."""
    for share in ranking.shares:
        times = counted(share.times, "time") if share.times else "in the title" * share.by_title
        yield f"    {share.score:8.3f}  {', '.join(filter(None, (share.written, times)))}"


def _part_value(part: Part) -> dict[str, object]:
    value: dict[str, object] = {
        "part": part.written,
        "read_as": part.words,
        "documents": part.documents,
        "parts": [_part_value(inner) for inner in part.parts],
    }
    if part.stands_for:
        value["stands_for"] = part.stands_for
        value["left_out"] = part.left_out
        value["words"] = [{"word": word, "documents": count} for word, count in part.terms]
    return value


def _ranking_value(ranking: Ranking) -> dict[str, object]:
    return {
        "document": ranking.document,
        "score": round(ranking.score, 4),
        "parts": [
            {"part": share.written, "score": round(share.score, 4), "times": share.times}
            for share in ranking.shares
        ],
    }


def _part_lines(part: Part, depth: int) -> Iterator[str]:
    indent = "  " * (depth + 1)
    written = "" if part.parts else f"{part.written}  "
    yield f"{indent}{part.documents:,}  {written}({part.words})"
    if part.stands_for:
        named = ", ".join(f"{word} {count:,}" for word, count in part.terms)
        rest = part.stands_for - len(part.terms)
        more = f" and {rest:,} more" if rest else ""
        out = f"; {part.left_out:,} of them are not searched" if part.left_out else ""
        yield f"{indent}    {named}{more}{out}"
    for inner in part.parts:
        yield from _part_lines(inner, depth + 1)
