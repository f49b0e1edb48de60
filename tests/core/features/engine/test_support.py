import numpy as np
import pytest

from core.errors import SettingError
from core.features.engine.support import require_supported
from core.features.params import ExtractionParams, read_params
from core.values import Volume

THICK, THIN = (Volume(np.zeros(shape), np.diag([1.0, 1.0, 2.0, 1.0])) for shape in ((9, 9, 9), (9, 9, 3)))


def params_with(section: str, **changes: object) -> ExtractionParams:
    content = read_params().content
    return ExtractionParams({**content, section: {**content[section], **changes}}, "digest")


def test_the_shipped_parameters_are_supported() -> None:
    require_supported(read_params(), THICK)


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        (params_with("imageType", LBP3D={}), "the image type LBP3D came"),
        (params_with("featureClass", shape2D=None), "the feature class shape2D came"),
        (params_with("featureClass", glcm=["Contrast"]), "single features of glcm came"),
        (params_with("setting", force2D=True), "force2D came as True"),
        (params_with("setting", weightingNorm="manhattan"), "weightingNorm came as manhattan"),
        (params_with("setting", kernelRadius=2), "the setting kernelRadius came"),
        (params_with("imageType", Wavelet={"level": 2}), "level came as 2"),
        (ExtractionParams({**read_params().content, "imageType": {}}, "digest"), "no image type came"),
    ],
)
def test_what_the_engine_does_not_know_is_refused_by_name(params: ExtractionParams, reason: str) -> None:
    with pytest.raises(SettingError, match=f"{reason}: extract with pyradiomics instead"):
        require_supported(params, THICK)


def test_a_volume_too_thin_for_a_laplacian_is_refused() -> None:
    with pytest.raises(SettingError, match=r"a LoG filter of 1\.0 mm came with a volume of 9×9×3 voxels"):
        require_supported(read_params(), THIN)
