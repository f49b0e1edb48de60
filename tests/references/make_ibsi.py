"""The digital phantom of the Image Biomarker Standardisation Initiative and its benchmark values.

    python tests/references/make_ibsi.py path/to/a/checkout/of/oncoray/mirp

Phantom (CC BY 4.0, design by Alex Zwanenburg) and values as they lie in test/data of https://github.com/oncoray/mirp
(read at d8a6a7264a4d0ccb1f88cc670e0b6d047235909f). Features are named as in pyradiomics; textures are the 3D ones,
averaged over directions where there are some.
Zwanenburg A, et al. Radiology 2020;295:328-338. doi:10.1148/radiol.2020191145; manual: arXiv:1612.07003.
"""

import sys
from pathlib import Path

import nibabel as nib
import numpy as np
import pandas as pd

HERE = Path(__file__).parent

SHAPE = {
    **{"MeshVolume": "volume", "VoxelVolume": "vol_approx", "SurfaceArea": "area_mesh", "SurfaceVolumeRatio": "av"},
    **{"Sphericity": "sphericity", "Maximum3DDiameter": "diam", "MajorAxisLength": "pca_maj_axis"},
    **{"MinorAxisLength": "pca_min_axis", "LeastAxisLength": "pca_least_axis", "Elongation": "pca_elongation"},
    **{"Flatness": "pca_flatness"},
}
FIRST_ORDER = {
    **{"Mean": "stat_mean", "Variance": "stat_var", "Skewness": "stat_skew", "Kurtosis": "stat_kurt"},
    **{"Median": "stat_median", "Minimum": "stat_min", "10Percentile": "stat_p10", "90Percentile": "stat_p90"},
    **{"Maximum": "stat_max", "InterquartileRange": "stat_iqr", "Range": "stat_range", "Energy": "stat_energy"},
    **{"MeanAbsoluteDeviation": "stat_mad", "RobustMeanAbsoluteDeviation": "stat_rmad", "RootMeanSquared": "stat_rms"},
    **{"Entropy": "ih_entropy", "Uniformity": "ih_uniformity"},
}
GLCM = {
    **{"MaximumProbability": "joint_max", "JointAverage": "joint_avg", "SumSquares": "joint_var"},
    **{"JointEntropy": "joint_entr", "DifferenceAverage": "diff_avg", "DifferenceVariance": "diff_var"},
    **{"DifferenceEntropy": "diff_entr", "SumAverage": "sum_avg", "SumEntropy": "sum_entr", "JointEnergy": "energy"},
    **{"Contrast": "contrast", "Id": "inv_diff", "Idn": "inv_diff_norm", "Idm": "inv_diff_mom"},
    **{"Idmn": "inv_diff_mom_norm", "InverseVariance": "inv_var", "Correlation": "corr"},
    **{"Autocorrelation": "auto_corr", "ClusterTendency": "clust_tend", "ClusterShade": "clust_shade"},
    **{"ClusterProminence": "clust_prom", "Imc1": "info_corr1", "Imc2": "info_corr2"},
}
GLRLM = {
    **{"ShortRunEmphasis": "sre", "LongRunEmphasis": "lre", "LowGrayLevelRunEmphasis": "lgre"},
    **{"HighGrayLevelRunEmphasis": "hgre", "ShortRunLowGrayLevelEmphasis": "srlge"},
    **{"ShortRunHighGrayLevelEmphasis": "srhge", "LongRunLowGrayLevelEmphasis": "lrlge"},
    **{"LongRunHighGrayLevelEmphasis": "lrhge", "GrayLevelNonUniformity": "glnu"},
    **{"GrayLevelNonUniformityNormalized": "glnu_norm", "RunLengthNonUniformity": "rlnu"},
    **{"RunLengthNonUniformityNormalized": "rlnu_norm", "RunPercentage": "r_perc", "GrayLevelVariance": "gl_var"},
    **{"RunVariance": "rl_var", "RunEntropy": "rl_entr"},
}
GLSZM = {
    **{"SmallAreaEmphasis": "sze", "LargeAreaEmphasis": "lze", "LowGrayLevelZoneEmphasis": "lgze"},
    **{"HighGrayLevelZoneEmphasis": "hgze", "SmallAreaLowGrayLevelEmphasis": "szlge"},
    **{"SmallAreaHighGrayLevelEmphasis": "szhge", "LargeAreaLowGrayLevelEmphasis": "lzlge"},
    **{"LargeAreaHighGrayLevelEmphasis": "lzhge", "GrayLevelNonUniformity": "glnu"},
    **{"GrayLevelNonUniformityNormalized": "glnu_norm", "SizeZoneNonUniformity": "zsnu"},
    **{"SizeZoneNonUniformityNormalized": "zsnu_norm", "ZonePercentage": "z_perc", "GrayLevelVariance": "gl_var"},
    **{"ZoneVariance": "zs_var", "ZoneEntropy": "zs_entr"},
}
GLDM = {
    **{"SmallDependenceEmphasis": "lde", "LargeDependenceEmphasis": "hde", "LowGrayLevelEmphasis": "lgce"},
    **{"HighGrayLevelEmphasis": "hgce", "SmallDependenceLowGrayLevelEmphasis": "ldlge"},
    **{"SmallDependenceHighGrayLevelEmphasis": "ldhge", "LargeDependenceLowGrayLevelEmphasis": "hdlge"},
    **{"LargeDependenceHighGrayLevelEmphasis": "hdhge", "GrayLevelNonUniformity": "glnu"},
    **{"DependenceNonUniformity": "dcnu", "DependenceNonUniformityNormalized": "dcnu_norm"},
    **{"GrayLevelVariance": "gl_var", "DependenceVariance": "dc_var", "DependenceEntropy": "dc_entr"},
}
NGTDM = {name.capitalize(): name for name in ("coarseness", "contrast", "busyness", "complexity", "strength")}
CLASSES = {
    "shape": (SHAPE, "morph_{}"),
    "firstorder": (FIRST_ORDER, "{}"),
    "glcm": (GLCM, "cm_{}_3D_avg"),
    "glrlm": (GLRLM, "rlm_{}_3D_avg"),
    "glszm": (GLSZM, "szm_{}_3D"),
    "gldm": (GLDM, "ngl_{}_3D"),
    "ngtdm": (NGTDM, "ngt_{}_3D"),
}


def main(data: Path) -> None:
    """Write ibsi_phantom.csv (one row per voxel, 2 mm wide) and ibsi.csv (one row per feature)."""
    image, mask = (
        np.asarray(nib.load(data / "ibsi_1_digital_phantom/nifti" / name).dataobj)
        for name in ("image/phantom.nii.gz", "mask/mask.nii.gz")
    )
    voxels = pd.DataFrame(np.indices(image.shape).reshape(3, -1).T, columns=list("ijk"))
    voxels.assign(intensity=image.ravel(), inside=mask.ravel()).to_csv(HERE / "ibsi_phantom.csv", index=False)
    known = pd.read_csv(data / "ibsi_1_reference_values/ibsi_1_dig_phantom.csv", sep=";", dtype=str).set_index("tag")
    names = {
        f"original_{feature_class}_{feature}": tag.format(short)
        for feature_class, (features, tag) in CLASSES.items()
        for feature, short in features.items()
    }
    table = known.loc[list(names.values())].reset_index()
    table.insert(0, "feature", list(names))
    table.to_csv(HERE / "ibsi.csv", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "test/data")
