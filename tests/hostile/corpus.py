"""All files of strangers, by the process that judges them: networks bring torch along, which the others do without."""

from tests.hostile import masks, models, nifti, others, tables, workbooks

IMAGES_AND_TABLES = nifti.CASES + others.CASES + masks.CASES + tables.CASES + workbooks.CASES + models.CASES
CASES = IMAGES_AND_TABLES + models.NETWORK_CASES
