"""The loss curve as an image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

Record = Mapping[str, float]


def draw(records: Sequence[Record], path: Path) -> None:
    """Write a PNG of the training loss, its running mean, and what validation found. Raises OSError."""
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    losses, ranking = figure.subplots(), None
    trained = [record for record in records if "loss" in record]
    steps = [record["step"] for record in trained]
    losses.plot(steps, [record["loss"] for record in trained], color="0.8", linewidth=0.8, label="training, a step")
    losses.plot(steps, running_mean([record["loss"] for record in trained]), color="tab:blue", label="training, mean")
    losses.set(xlabel="step", ylabel="loss")
    losses.set_ylim(bottom=0.0)
    if valid := [record for record in records if "valid_loss" in record]:
        places = [record["step"] for record in valid]
        ranking = losses.twinx()
        ranking.plot(places, [record["average_precision"] for record in valid], "o-", color="tab:green", label="MAP")
        ranking.plot(
            places, [record["negatives_empty"] for record in valid], "s--", color="tab:red", label="negatives empty"
        )
        ranking.set(ylabel="validation", ylim=(-0.03, 1.03))
    figure.legend(loc="outside upper center", ncols=4, frameon=False)
    figure.savefig(path, dpi=120, metadata={"Software": None})


def running_mean(values: Sequence[float], share: float = 0.05) -> list[float]:
    """Exponential mean of `values`, each of which enters with weight `share`, free of bias at the beginning."""
    means: list[float] = []
    total = weight = 0.0
    for value in values:
        total = (1 - share) * total + share * value
        weight = (1 - share) * weight + share
        means.append(total / weight)
    return means
