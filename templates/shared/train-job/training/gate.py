"""Decides whether a model may be registered."""

import math


class GateClosed(Exception):
    """The model is not good enough."""


def failures(scores: dict[str, float], thresholds: dict[str, dict[str, float]]) -> list[str]:
    if not thresholds:
        return ["there are no thresholds"]
    found = []
    for name, limits in thresholds.items():
        score = scores.get(name)
        if score is None or math.isnan(score):
            found.append(f"{name} was not measured")
            continue
        if not limits.keys() & {"minimum", "maximum"}:
            found.append(f"{name} has no limit")
        if "minimum" in limits and not score >= limits["minimum"]:
            found.append(f"{name} is {score:.3f}, at least {limits['minimum']} is wanted")
        if "maximum" in limits and not score <= limits["maximum"]:
            found.append(f"{name} is {score:.3f}, at most {limits['maximum']} is allowed")
    return found


def pass_gate(scores: dict[str, float], thresholds: dict[str, dict[str, float]]) -> str:
    """What it passed, in words; raises where it does not."""
    found = failures(scores, thresholds)
    if found:
        raise GateClosed("evaluation gate: " + "; ".join(found))
    return ", ".join(f"{name} {scores[name]:.3f}" for name in thresholds)
