# Writes lasso.json: what glmnet says of lasso_cases.csv, cross-validated on given folds.
#
#   Rscript tests/references/make_lasso.R
#
# Needs R with glmnet and jsonlite (Debian: r-cran-glmnet r-cran-jsonlite). glmnet finds its penalties itself; the same
# ones are then given to every fold. Coefficients are those of features divided by their standard deviation with
# denominator n. thresh is glmnet's measure of convergence, far below its usual 1e-7.

suppressPackageStartupMessages({
  library(glmnet)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "lasso_cases.csv"))
glmnet.control(fdev = 0)

judge <- function(part) {
  x <- as.matrix(part[, grepl("^f[0-9]", names(part))])
  x <- x[, !is.na(x[1, ])]
  spread <- sqrt(colMeans(sweep(x, 2, colMeans(x))^2))
  options <- list(x = x, y = part$event, family = "binomial", thresh = 1e-16, maxit = 1e8)
  penalties <- do.call(glmnet, options)$lambda
  fit <- do.call(cv.glmnet, c(options, list(foldid = part$fold + 1, lambda = penalties)))
  standardised <- function(s) unname(as.vector(coef(fit, s = s))[-1] * spread)
  list(
    penalties = penalties,
    mean = unname(fit$cvm),
    standard_error = unname(fit$cvsd),
    n_features = unname(fit$nzero),
    penalty_min = fit$lambda.min,
    penalty_1se = fit$lambda.1se,
    coefficients_min = standardised("lambda.min"),
    coefficients_1se = standardised("lambda.1se")
  )
}

write_json(
  c(
    list(software = paste0(R.version.string, "; glmnet ", packageVersion("glmnet"))),
    lapply(split(cases, cases$set), judge)
  ),
  file.path(here, "lasso.json"), digits = NA, auto_unbox = TRUE, pretty = TRUE
)
