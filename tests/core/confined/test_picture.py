"""What ITK makes of voxels behind a header, as plain values."""

import numpy as np
import pytest

from core.confined.call import call_confined
from core.confined.picture import read_picture
from core.errors import UnreadableFile

HEADER = "NRRD0004\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: 2 3 4\n"
HEADER += "space directions: (1,0,0) (0,2,0) (0,0,3)\nspace origin: (4,5,6)\nendian: little\nencoding: raw\n\n"
VOXELS = np.arange(24, dtype="<i2").tobytes()


def test_voxels_come_back_in_the_order_of_the_file():
    told, content = read_picture(VOXELS, HEADER, ".nrrd")

    assert (tuple(told["size"]), tuple(told["spacing"]), tuple(told["origin"])) == ((2, 3, 4), (1, 2, 3), (4, 5, 6))
    assert (content, told["dtype"]) == (VOXELS, "<i2")


def test_the_child_gives_the_same():
    told, content = call_confined("core.confined.picture:read_picture", VOXELS, header=HEADER, suffix=".nrrd")

    assert (told["size"], content) == ([2, 3, 4], VOXELS)


def test_what_itk_cannot_read_is_refused():
    with pytest.raises(UnreadableFile, match="header is inconsistent"):
        read_picture(VOXELS, HEADER.replace("(0,2,0)", "(0,0,0)"), ".nrrd")
