# Writes resampling.json: what R says of resampling_cases.csv.
#
#   Rscript tests/references/make_resampling.R
#
# Needs R with rms, pROC, ROCR, data.table and jsonlite (Debian: r-cran-rms r-cran-proc r-cran-rocr r-cran-data.table
# r-cran-jsonlite) and cvAUC 1.1.4, which Debian lacks: the folder named by CVAUC holds its R/ folder.
# `validate` draws its samples one after another with `sample`, so the same seed gives the positions to write down.

suppressPackageStartupMessages({
  library(rms)
  library(pROC)
  library(ROCR)
  library(data.table)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "resampling_cases.csv"))
n <- nrow(cases)
boots <- 20

for (file in list.files(file.path(Sys.getenv("CVAUC"), "R"), pattern = "AUC|internals", full.names = TRUE)) source(file)
held <- split(seq_len(n), cases$fold)
folded <- ci.cvAUC(lapply(held, function(rows) cases$score[rows]), lapply(held, function(rows) cases$event[rows]))

fit <- lrm(event ~ x1 + x2 + x3 + x4, data = cases, x = TRUE, y = TRUE, tol = 1e-13, eps = 1e-12, maxit = 100)
set.seed(1)
validated <- rms::validate(fit, B = boots, maxit = 100)
set.seed(1)
samples <- lapply(seq_len(boots), function(b) sample(n, replace = TRUE))

area <- function(rows, risk) as.numeric(auc(roc(cases$event[rows], risk[rows], levels = c(0, 1), direction = "<", quiet = TRUE)))
taught <- lapply(samples, function(rows) {
  risk <- predict(glm(event ~ x1 + x2 + x3 + x4, binomial, cases[rows, ]), cases)
  list(sample = area(rows, risk), original = area(seq_len(n), risk), left_out = area(setdiff(seq_len(n), rows), risk))
})

write_json(
  list(
    software = paste0(R.version.string, "; rms ", packageVersion("rms"), "; pROC ", packageVersion("pROC"), "; cvAUC 1.1.4"),
    folded = list(auc = folded$cvAUC, standard_error = folded$se),
    positions = lapply(samples, function(rows) rows - 1), taught = taught,
    validate = list(
      apparent = (validated["Dxy", "index.orig"] + 1) / 2, optimism = validated["Dxy", "optimism"] / 2,
      corrected = (validated["Dxy", "index.corrected"] + 1) / 2
    )
  ),
  file.path(here, "resampling.json"), digits = NA, auto_unbox = TRUE
)
