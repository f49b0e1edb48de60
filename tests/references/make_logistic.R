# Writes logistic.json: what R says of logistic_cases.csv.
#
#   Rscript tests/references/make_logistic.R
#
# Needs R with pROC and jsonlite (Debian: r-cran-proc r-cran-jsonlite). The default epsilon of glm leaves the fifth digit
# of an interval open, so it is set to 1e-14.

suppressPackageStartupMessages({
  library(pROC)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "logistic_cases.csv"))
cases$enhancement <- factor(cases$enhancement, levels = c("typical", "atypical"))

describe <- function(formula) {
  fit <- glm(formula, family = binomial, data = cases, control = glm.control(epsilon = 1e-14, maxit = 100))
  table <- summary(fit)$coefficients
  interval <- confint.default(fit)
  link <- predict(fit, se.fit = TRUE)
  half <- qnorm(0.975) * link$se.fit
  curve <- roc(cases$event, fitted(fit), levels = c(0, 1), direction = "<", quiet = TRUE)
  best <- coords(curve, "best", best.method = "youden", ret = "threshold", transpose = FALSE)
  list(
    coefficients = unname(coef(fit)), covariance = unname(vcov(fit)),
    odds_ratio = unname(exp(coef(fit)))[-1], ci_low = unname(exp(interval[-1, 1])), ci_high = unname(exp(interval[-1, 2])),
    p_value = unname(table[-1, 4]),
    risk = unname(plogis(link$fit)), low = unname(plogis(link$fit - half)), high = unname(plogis(link$fit + half)),
    threshold = best$threshold
  )
}

write_json(
  list(
    software = paste0(R.version.string, "; pROC ", packageVersion("pROC")),
    clinical = describe(event ~ diameter_cm + enhancement),
    combined = describe(event ~ diameter_cm + enhancement + rad_score)
  ),
  file.path(here, "logistic.json"), digits = NA, auto_unbox = TRUE, pretty = TRUE
)
