"""What each column probably is, guessed from its name and its cells, to be shown and corrected.

Names are known in English and Chinese. Names of persons, identity numbers and dates are guessed to be ignored, and so
is whatever else tells the outcome: a second reading of the response is no predictor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import pandas as pd

from core.features.names import parse_name
from core.intake.missing import find_missing, parse_numbers, plain_levels
from core.intake.split import SPLITS


class Role(StrEnum):
    """What a column is used as."""

    CASE = "case"
    PATIENT = "patient"
    OUTCOME = "outcome"
    SPLIT = "split"
    CENTRE = "centre"
    NUMBER = "number"
    CATEGORY = "category"
    FEATURE = "feature"
    IGNORE = "ignore"


ONCE = (Role.CASE, Role.PATIENT, Role.OUTCOME, Role.SPLIT, Role.CENTRE)
"""Roles that one column of a table can have."""

NAMES: dict[Role, str] = {
    Role.IGNORE: r"姓名|身份证|电话|住址|出生|备注|^name$|patient.?name|birth|remark|comment|日期|\bdate\b|路径|\bpath$"
    r"|\bmask$|^image$|^arm$|^notice$|sha256|^versions?$|depend_on_voxel|diagnostics_",
    Role.PATIENT: r"^(patient|subject)([ _-]?(id|no|number|code))?$|(患者|病人)(号|编号|id)?$"
    r"|住院号|登记号|病历号|^(pid|mrn)$",
    Role.CASE: r"^(case|lesion|study|sample|accession)([ _-]?(id|no|number))?$|^id$|[ _-]id$|^(病例|样本)(号|编号)?$"
    r"|病灶(号|编号|序号)|^(编号|序号)$|影像号|检查号",
    Role.CENTRE: r"cent(er|re)$|hospital|institution|^site$|scanner|manufacturer|vendor"
    r"|中心|医院|机构|设备|扫描仪|机型|厂商",
    Role.OUTCOME: r"outcome|respon[sd]|\bevent|^(label|target|class|y)$|\bpcr\b|mrecist|结局|疗效|应答|缓解|标签|事件",
}
"""Words of a name in small letters, tried in this order."""

PLAIN_OUTCOME = re.compile(r"outcome|event|label|target|class|y|pcr|结局|疗效|标签")
"""Names that say nothing but outcome: chosen before others."""

UNITS = ("cm", "mm", "ml", "kg", "years", "year", "岁", "天", "月", "%", "s", "ms", "d", "tesla")
SUFFIXES = {"_years": "years", "_cm": "cm", "_mm": "mm", "_ml": "mL", "_g_l": "g/L", "_ng_ml": "ng/mL", "_u_l": "U/L"}
SUFFIXES |= {"_umol_l": "µmol/L", "_1e9_l": "10⁹/L", "_mg_dl": "mg/dL", "_g_dl": "g/dL"}

ABSENT = ("0", "no", "false", "negative", "absent", "none", "n", "f", "否", "无", "阴性", "-", "正常", "normal")
"""Levels that are natural references, the likeliest first."""

FEATURE_CLASSES = {"firstorder", "shape", "shape2D", "glcm", "glrlm", "glszm", "gldm", "ngtdm"}
MOSTLY, FEW_LEVELS = 0.8, 10
"""Share of numbers that makes a column one of numbers, its slips named later; most levels of a category."""


def guess_roles(table: pd.DataFrame, *, of_features: bool = False) -> dict[str, Role]:
    """Guess the role of each column.

    Parameters
    ----------
    table : (n_rows, n_columns), text
    of_features : whether the table is one of features, where every further column of numbers is a feature

    Returns
    -------
    Column to role; each of `ONCE` for one column at most
    """
    filled = {str(name): table[name][~find_missing(table[name])] for name in table.columns}
    roles = {name: _guess_role(cells, len(table), of_features) for name, cells in filled.items()}
    for role in ONCE:
        suited = [name for name, given in roles.items() if given is role]
        if role is Role.OUTCOME:
            suited.sort(key=lambda name: (not PLAIN_OUTCOME.fullmatch(name.lower()), filled[name].nunique() > 2))
        for name in suited[1:]:
            roles[name] = _guess_kind(filled[name]) if role is Role.CENTRE else Role.IGNORE
    return roles


def is_feature_name(name: str) -> bool:
    """Whether a name reads like image type, class and feature.

    Examples
    --------
    >>> is_feature_name("wavelet-LLH_glcm_Contrast"), is_feature_name("tumour_max_diameter")
    (True, False)
    """
    return name.count("_") == 2 and parse_name(name).feature_class in FEATURE_CLASSES


def guess_sheet(names: Iterable[str], *, of_features: bool) -> str:
    """The sheet of a workbook that probably holds the features, or the clinical table; else the first.

    Examples
    --------
    >>> guess_sheet(["临床资料", "影像组学特征"], of_features=True)
    '影像组学特征'
    """
    words = r"feature|radiomic|特征|组学" if of_features else r"clinic|outcome|patient|临床|结局|患者"
    listed = list(names)
    return next((name for name in listed if re.search(words, name.lower())), listed[0])


def guess_unit(name: str) -> str:
    """The unit a name carries, in brackets or at its end; empty where it carries none.

    Examples
    --------
    >>> guess_unit("AFP (ng/mL)"), guess_unit("年龄（岁）"), guess_unit("diameter_cm"), guess_unit("Staging [T]")
    ('ng/mL', '岁', 'cm', '')
    """
    found = re.search(r"[(（\[]([^()（）\[\]]+)[)）\]]\s*$", name)
    if found and (found[1].strip().lower() in UNITS or re.fullmatch(r"[^\s/]+/[^\s/]+", found[1].strip())):
        return found[1].strip()
    ends = (unit for suffix, unit in SUFFIXES.items() if name.lower().endswith(suffix))
    return max(ends, key=len, default="")


def guess_reference(levels: Iterable[str]) -> str:
    """The level that the others are compared with: absent, negative, no; else the first in order.

    Examples
    --------
    >>> guess_reference(["yes", "no"]), guess_reference(["typical", "atypical"])
    ('no', 'atypical')
    """
    present = sorted(levels)
    natural = [level for word in ABSENT for level in present if level.lower() == word]
    return next(iter([*natural, *present]), "")


def _guess_role(filled: pd.Series[str], n_rows: int, of_features: bool) -> Role:
    """The role of one column by its cells that say something."""
    name = " ".join(str(filled.name).lower().split())
    if len(filled) and filled.str.lower().isin(list(SPLITS)).all():
        return Role.SPLIT
    if is_feature_name(str(filled.name)):
        return Role.FEATURE if _is_numeric(filled) else Role.IGNORE
    for role, words in NAMES.items():
        if re.search(words, name) and _suits(role, filled, n_rows):
            return role
    if of_features:
        return Role.FEATURE if _is_numeric(filled) else Role.IGNORE
    return _guess_kind(filled)


def _suits(role: Role, filled: pd.Series[str], n_rows: int) -> bool:
    """Whether the cells bear out what the name promises."""
    if role is Role.OUTCOME:
        return 2 <= plain_levels(filled).nunique() <= FEW_LEVELS
    if role is Role.CENTRE:
        return 0 < filled.nunique() < len(filled) / 2
    if role in (Role.CASE, Role.PATIENT):
        return filled.nunique() > n_rows / 20 and not filled.str.fullmatch(r"-?\d*\.\d+").any()
    return True


def _guess_kind(filled: pd.Series[str]) -> Role:
    """A number, a category of few levels, or neither."""
    levels = plain_levels(filled).nunique()
    if levels > 2 and _is_numeric(filled):
        return Role.NUMBER
    dated = bool(len(filled)) and filled.str.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*").all()
    return Role.IGNORE if levels > FEW_LEVELS or dated else Role.CATEGORY


def _is_numeric(filled: pd.Series[str]) -> bool:
    return bool(len(filled)) and parse_numbers(filled).notna().mean() >= MOSTLY
