"""The 3,325 baseline values that pyradiomics is tested with, from its source archive.

    pip download --no-deps pyradiomics-bhklab==3.1.4    # unpack it; licence BSD-3, Harvard Medical School 2017
    python tests/references/make_pyradiomics_baseline.py path/to/the/unpacked/data

Values were made by pyradiomics 1.3.0 and 2.0.1. The images they belong to stay in the archive; the tests that need them
run where HEPASR_PYRADIOMICS_DATA names that folder.
"""

import ast
import json
import sys
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
CLASSES = ("firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm", "shape")
SETTINGS = "diagnostics_Configuration_Settings"


def main(data: Path) -> None:
    """Write values (n_features, n_cases), a case being an image and a variant, and the settings of each variant."""
    tables = [pd.read_csv(data / f"baseline/baseline_{name}.csv", index_col=0, dtype=str) for name in CLASSES]
    settings = {
        case.partition("_")[2] or "plain": ast.literal_eval(text)
        for table in tables
        for case, text in table.loc[SETTINGS].items()
    }
    values = pd.concat([table[table.index.str.startswith("original_")] for table in tables])
    values.sort_index().sort_index(axis=1).to_csv(HERE / "pyradiomics_baseline.csv")
    text = json.dumps(settings, indent=1, sort_keys=True)
    (HERE / "pyradiomics_baseline.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
