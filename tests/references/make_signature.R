# Writes signature.json: what R says of signature_cases.csv.
#
#   Rscript tests/references/make_signature.R
#
# Needs R with glmnet and jsonlite (Debian: r-cran-glmnet r-cran-jsonlite). Features are divided by the standard deviation
# with denominator n, as the project does; glmnet is told not to standardise again.

suppressPackageStartupMessages({
  library(glmnet)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "signature_cases.csv"))
features <- as.matrix(cases[, names(cases) != "event"])
n <- nrow(features)
centred <- sweep(features, 2, colMeans(features))
standardised <- sweep(centred, 2, sqrt(colSums(centred^2) / n), "/")
penalties <- c(0.3, 0.2, 0.1, 0.05, 0.02, 0.01)
fit <- glmnet(standardised, cases$event, family = "binomial", standardize = FALSE, lambda = penalties, thresh = 1e-20, maxit = 1e7)
by_class <- function(test) unname(apply(features, 2, function(x) test(x[cases$event == 1], x[cases$event == 0])))
p_values <- by_class(function(yes, no) wilcox.test(yes, no, exact = FALSE, correct = TRUE)$p.value)
normality <- function(x) shapiro.test(x)$p.value

write_json(
  list(
    software = paste0(R.version.string, "; glmnet ", packageVersion("glmnet")),
    p_values = p_values,
    adjusted = p.adjust(p_values, method = "BH"),
    welch = by_class(function(yes, no) t.test(yes, no)$p.value),
    shapiro = list(
      event = unname(apply(features[cases$event == 1, ], 2, normality)),
      none = unname(apply(features[cases$event == 0, ], 2, normality))
    ),
    spearman = unname(cor(features, method = "spearman")),
    pearson = unname(cor(features)),
    penalties = penalties,
    intercepts = unname(fit$a0),
    coefficients = unname(t(as.matrix(fit$beta)))
  ),
  file.path(here, "signature.json"), digits = NA, auto_unbox = TRUE, pretty = TRUE
)
