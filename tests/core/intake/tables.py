"""Two made-up sheets of a cohort: 40 lesions of 20 patients and more, text as it is read."""

import pandas as pd

PATIENTS = [f"P{n:02d}" for n in range(1, 31)]


def clinical(**changes):
    """One row per patient: every third has the event."""
    columns = {
        "患者ID": PATIENTS,
        "疗效": ["PD" if n % 3 == 0 else "CR" for n in range(30)],
        "年龄（岁）": [str(40 + n) for n in range(30)],
        "性别": ["男" if n % 2 else "女" for n in range(30)],
        "分组": ["训练集" if n < 21 else "验证集" for n in range(30)],
        "中心": ["甲" if n % 4 else "乙" for n in range(30)],
        "BCLC": ["ABC"[n % 3 if n % 5 else 0] for n in range(30)],
    }
    return pd.DataFrame(columns | changes, dtype="str")


def features(**changes):
    """One row per patient: two features of a known kind."""
    columns = {
        "PatientID": PATIENTS,
        "original_glcm_Contrast": [str(n / 7) for n in range(30)],
        "wavelet-LLH_glcm_Contrast": [str((n * 7) % 11) for n in range(30)],
    }
    return pd.DataFrame(columns | changes, dtype="str")


def lesions():
    """Two rows per patient."""
    table = pd.concat([features(), features()], ignore_index=True)
    return table.assign(病灶号=[f"{patient}-{n // 30}" for n, patient in enumerate(table["PatientID"])])
