"""Tables to begin with: the columns a cohort can have, filled with made-up patients, that open as they are."""

from __future__ import annotations

import io

import pandas as pd

from core.csv_text import as_csv

N_PATIENTS = 24
FEATURES = ("original_firstorder_Mean", "original_glcm_Contrast", "wavelet-LLH_glrlm_RunEntropy")


def feature_template() -> pd.DataFrame:
    """One row per lesion: its id, its patient, and columns of features; the first patient has two lesions.

    Returns
    -------
    (25, 5)
    """
    lesions = [(n, 1) for n in range(N_PATIENTS)] + [(0, 2)]
    rows = [(f"P-{n + 1:03d}-{lesion}", f"P-{n + 1:03d}", *_made_up(10 * n + lesion)) for n, lesion in sorted(lesions)]
    return pd.DataFrame(rows, columns=["case_id", "patient_id", *FEATURES])


def clinical_template() -> pd.DataFrame:
    """One row per patient: outcome, split, centre, numbers with their units and categories; two cells are missing.

    Returns
    -------
    (24, 8)
    """
    places = range(N_PATIENTS)
    columns = {
        "patient_id": [f"P-{n + 1:03d}" for n in places],
        "outcome": ["non-response" if n % 2 else "response" for n in places],
        "split": ["training" if n < 0.7 * N_PATIENTS else "validation" for n in places],
        "centre": ["A" if n % 3 else "B" for n in places],
        "age_years": [str(41 + 7 * n % 37) for n in places],
        "AFP (ng/mL)": ["NA" if n == 4 else f"{3.1 + 97 * n % 812:.1f}" for n in places],
        "sex": ["female" if n % 5 == 0 else "male" for n in places],
        "enhancement": ["" if n == 9 else "atypical" if n % 4 == 1 else "typical" for n in places],
    }
    return pd.DataFrame(columns)


def write_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV that spreadsheet programs open in the right encoding."""
    return as_csv(table, index=False).encode("utf-8-sig")


def write_workbook() -> bytes:
    """Both templates as the sheets ``features`` and ``clinical`` of one workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, table in (("features", feature_template()), ("clinical", clinical_template())):
        sheet = book.create_sheet(title)
        for row in [list(table.columns), *table.to_numpy().tolist()]:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _made_up(n: int) -> list[float]:
    return [round((37 * (n + 1) * (place + 2)) % 101 / 10 + place, 3) for place in range(len(FEATURES))]
