"""A feature's colour is that of its class; a name that tells none is grey."""

import pytest

from core.figures.palette import CLASS_COLOURS, MODEL_COLOURS, OTHER_CLASS
from core.figures.signature.classes import class_colour, class_of


@pytest.mark.parametrize(
    ("name", "expected"), [("original_shape_Sphericity", "shape"), ("年龄", "other"), ("a_b_c", "other")]
)
def test_a_name_tells_its_class(name, expected) -> None:
    assert class_of(name) == expected


def test_only_classes_that_are_drawn_stand_in_the_legend(classes) -> None:
    scale = class_colour(["glcm", "other", "glcm"], classes, "square").to_dict()["scale"]

    assert (scale["domain"], scale["range"]) == (["GLCM", "OTHER"], [CLASS_COLOURS["glcm"], OTHER_CLASS])


def test_no_class_has_the_colour_of_a_model() -> None:
    assert not set(CLASS_COLOURS.values()) & set(MODEL_COLOURS.values())
