"""How much the predictors of a logistic model repeat one another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.prediction.coding import group_terms
from core.values import LogisticModel


def variance_inflation(model: LogisticModel) -> pd.DataFrame:
    """Generalised variance inflation factor of each variable.

    Returns
    -------
    (n_variables, 4), columns term, degrees_of_freedom, gvif, per_degree. For a number or a yes/no variable `gvif` is
    the VIF; `per_degree`, its 2·df-th root, is comparable between variables (square it for the scale of the VIF).

    Notes
    -----
    With R the correlation of the coefficients, intercept left out: det R_jj · det R_−j−j / det R. It weighs the cases
    as the model does, and so differs from the VIF of a linear regression among the predictors.

    References
    ----------
    Fox J, Monette G (1992). Journal of the American Statistical Association 87:178–183.
    doi:10.1080/01621459.1992.10475190. Checked against car 3.1-1, tests/references/odds.json.
    """
    spread = np.sqrt(np.diag(model.covariance))[1:]
    correlation = model.covariance[1:, 1:] / np.outer(spread, spread)
    names = np.array([term.name for term in model.terms])
    rows = []
    for variable, terms in group_terms(model.terms).items():
        own = names == variable
        inside, outside = (np.linalg.det(correlation[np.ix_(part, part)]) for part in (own, ~own))
        gvif = float(inside * outside / np.linalg.det(correlation))
        rows.append((variable, len(terms), gvif, gvif ** (1 / (2 * len(terms)))))
    return pd.DataFrame(rows, columns=["term", "degrees_of_freedom", "gvif", "per_degree"])
