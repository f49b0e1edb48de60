# Writes evaluation_r.json: what R says of evaluation_cases.csv.
#
#   Rscript tests/references/make_evaluation.R path/to/auRoc/R/auc.nonpara.mw.R
#
# Needs R with pROC, rms and jsonlite (Debian: r-cran-proc r-cran-rms r-cran-jsonlite), and one source file of the CRAN
# package auRoc 0.2-1, which alone implements Newcombe's method 5; only its numbers are kept here.

suppressPackageStartupMessages({
  library(pROC)
  library(rms)
  library(jsonlite)
})

arguments <- commandArgs()
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(commandArgs(trailingOnly = TRUE)[1])
cases <- read.csv(file.path(here, "evaluation_cases.csv"))
small <- cases[1:24, ]

curve_of <- function(table, column) {
  curve <- roc(table$event, table[[column]], levels = c(0, 1), direction = "<", quiet = TRUE)
  area <- as.numeric(auc(curve))
  variance <- var(curve, method = "delong")
  margin <- qnorm(0.975) * sqrt(variance) / (area * (1 - area))
  cuts <- sort(unique(table[[column]]), decreasing = TRUE)
  points <- coords(curve, x = cuts, input = "threshold", ret = c("sensitivity", "specificity"), transpose = FALSE)
  events <- table[[column]][table$event == 1]
  others <- table[[column]][table$event == 0]
  list(
    auc = area,
    variance = variance,
    delong = as.numeric(ci.auc(curve, method = "delong"))[c(1, 3)],
    delong_90 = as.numeric(ci.auc(curve, method = "delong", conf.level = 0.9))[c(1, 3)],
    logit_delong = plogis(qlogis(area) + c(-1, 1) * margin),
    newcombe = auc.nonpara.mw(events, others, method = "newcombe")[2:3],
    thresholds = cuts,
    true_positive_rate = points$sensitivity,
    false_positive_rate = 1 - points$specificity
  )
}

compared <- function(table, one, other) {
  curves <- lapply(c(one, other), function(column) {
    roc(table$event, table[[column]], levels = c(0, 1), direction = "<", quiet = TRUE)
  })
  test <- roc.test(curves[[1]], curves[[2]], method = "delong", paired = TRUE)
  list(
    auc = as.numeric(test$estimate), z = as.numeric(test$statistic), p_value = test$p.value,
    interval = as.numeric(test$conf.int), covariance = cov(curves[[1]], curves[[2]], method = "delong")
  )
}

# The ends of each axis are given, since rms rounds them outwards to pretty numbers when they are not.
cases$enhancement <- factor(cases$enhancement, levels = c("typical", "atypical"))
spread <- datadist(cases)
options(datadist = "spread")
fit <- lrm(event ~ diameter_cm + enhancement + score_a, data = cases, tol = 1e-14, eps = 1e-12, maxit = 100)
axes <- list(diameter_cm = seq(1, 18, by = 0.5), score_a = seq(-2, 4, by = 0.25))
drawn <- nomogram(fit, diameter_cm = axes$diameter_cm, score_a = axes$score_a,
                  lp = TRUE, maxscale = 100, fun = plogis, fun.at = seq(0.05, 0.95, by = 0.05))
term <- function(name) list(value = as.numeric(axes[[name]]), points = as.numeric(drawn[[name]]$points))

reference <- list(
  software = list(R = R.version.string, pROC = as.character(packageVersion("pROC")),
                  rms = as.character(packageVersion("rms")), auRoc = "0.2-1"),
  script = "tests/references/make_evaluation.R",
  input = "tests/references/evaluation_cases.csv",
  roc = list(
    score_a = curve_of(cases, "score_a"), score_b = curve_of(cases, "score_b"),
    score_tied = curve_of(cases, "score_tied"), small_a = curve_of(small, "score_a"),
    small_tied = curve_of(small, "score_tied")
  ),
  newcombe_at_1 = auc.nonpara.mw(101:113, 1:11, method = "newcombe")[2:3],
  test = list(
    a_b = compared(cases, "score_a", "score_b"), b_a = compared(cases, "score_b", "score_a"),
    b_tied = compared(cases, "score_b", "score_tied"), small_a_b = compared(small, "score_a", "score_b")
  ),
  nomogram = list(
    coefficients = as.list(coef(fit)),
    diameter_cm = term("diameter_cm"), score_a = term("score_a"),
    enhancement = list(value = c(0, 1), points = as.numeric(drawn$enhancement$points)),
    total_points = as.numeric(drawn$lp$x), logit = as.numeric(drawn$lp$x.real),
    probability = plogis(as.numeric(drawn$lp$x.real)),
    risk_points = as.numeric(drawn[[length(drawn)]]$x), risk = as.numeric(drawn[[length(drawn)]]$x.real)
  )
)
write(toJSON(reference, digits = I(17), auto_unbox = TRUE, pretty = TRUE), file.path(here, "evaluation_r.json"))
