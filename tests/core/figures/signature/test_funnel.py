"""The funnel says how many features each step left, image by image."""

from core.figures.signature.funnel import plot_funnel

STEPS = {"extracted": "Extracted", "kept": "保留"}
FUNNEL = (("extracted", 1130), ("kept", 2))


def test_every_step_has_its_number(labels, drawn) -> None:
    rows = drawn(plot_funnel({"native": FUNNEL}, STEPS, labels), 0)

    assert rows[["arm", "step", "n"]].values.tolist() == [["原始", "Extracted", 1130], ["原始", "保留", 2]]


def test_one_image_needs_no_legend_and_two_do(labels) -> None:
    one, two = (plot_funnel(dict.fromkeys(arms, FUNNEL), STEPS, labels) for arms in (["native"], labels_of_two()))

    legends = [chart.to_dict()["layer"][0]["encoding"]["color"]["legend"] for chart in (one, two)]
    assert [legend is None for legend in legends] == [True, False]


def labels_of_two() -> list[str]:
    return ["native", "super-resolved"]


def test_the_description_tells_the_numbers(labels) -> None:
    spec = plot_funnel({"native": FUNNEL}, STEPS, labels).to_dict()

    assert spec["description"] == "<features>: 原始 Extracted 1130; 原始 保留 2"
