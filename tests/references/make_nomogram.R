# Writes nomogram_r.json: the nomogram and the intervals of R for nomogram_cases.csv.
#
#   Rscript tests/references/make_nomogram.R
#
# Needs R with rms and jsonlite (Debian: r-cran-rms r-cran-jsonlite). The logarithm is taken before the fit, and its axis
# is given at both ends, since rms rounds axes outwards to pretty numbers when they are not.

suppressPackageStartupMessages({
  library(rms)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "nomogram_cases.csv"))
cases$stage <- factor(cases$stage, levels = c("A", "B", "C"))
cases$afp <- log10(cases$afp_ng_ml)
spread <- datadist(cases)
options(datadist = "spread")

fit <- lrm(event ~ stage + afp + albumin_g_l, data = cases, tol = 1e-14, eps = 1e-12, maxit = 100)
axes <- list(afp = seq(0, 4.5, by = 0.25), albumin_g_l = seq(24, 52, by = 1))
drawn <- nomogram(fit, afp = axes$afp, albumin_g_l = axes$albumin_g_l, lp = TRUE, maxscale = 100)
strict <- glm(event ~ stage + afp + albumin_g_l, data = cases, family = binomial,
              control = glm.control(epsilon = 1e-14, maxit = 100))
asked <- cases[1:12, ]
linear <- predict(strict, asked, se.fit = TRUE)
error <- as.numeric(linear$se.fit)
logit <- as.numeric(linear$fit)

reference <- list(
  software = list(R = R.version.string, rms = as.character(packageVersion("rms"))),
  script = "tests/references/make_nomogram.R", input = "tests/references/nomogram_cases.csv",
  coefficients = as.numeric(coef(fit)), covariance = unname(vcov(strict)),
  stage = as.numeric(drawn$stage$points),
  afp_ng_ml = list(value = 10^axes$afp, points = as.numeric(drawn$afp$points)),
  albumin_g_l = list(value = axes$albumin_g_l, points = as.numeric(drawn$albumin_g_l$points)),
  total_points = as.numeric(drawn$lp$x), risk = plogis(as.numeric(drawn$lp$x.real)),
  cases = list(risk = plogis(logit), low = plogis(logit - qnorm(0.975) * error),
               high = plogis(logit + qnorm(0.975) * error))
)
write(toJSON(reference, digits = I(17), auto_unbox = TRUE), file.path(here, "nomogram_r.json"))
