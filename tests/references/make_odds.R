# Writes odds.json: what R says of odds_cases.csv.
#
#   Rscript tests/references/make_odds.R
#
# Needs R with car, brglm2 and jsonlite (Debian: r-cran-car r-cran-brglm2 r-cran-jsonlite) and logistf (CRAN, with its
# formula.tools and operator.tools). The limits of confint() are interpolated, so the profile is solved here by refits.

suppressPackageStartupMessages({
  library(car)
  library(brglm2)
  library(logistf)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "odds_cases.csv"))
cases$stage <- factor(cases$stage)
cases$sex <- factor(cases$sex, levels = c("male", "female"))
cases$invasion <- factor(cases$invasion, levels = c("no", "yes"))
exact <- glm.control(epsilon = 1e-14, maxit = 100)

profile_limit <- function(fit, place, side) {
  design <- model.matrix(fit)
  estimate <- coef(fit)[place]
  error <- sqrt(diag(vcov(fit)))[place]
  fall <- function(value) {
    held <- glm.fit(design[, -place], cases$event, offset = design[, place] * value, family = binomial(), control = exact)
    held$deviance - fit$deviance - qchisq(0.95, 1)
  }
  uniroot(fall, sort(estimate + side * error * c(0.5, 6)), tol = 1e-12)$root
}

describe <- function(formula) {
  fit <- glm(formula, family = binomial, data = cases, control = exact)
  wald <- exp(confint.default(fit))[-1, , drop = FALSE]
  places <- seq_along(coef(fit))[-1]
  dropped <- function(place) {
    held <- glm.fit(model.matrix(fit)[, -place, drop = FALSE], cases$event, family = binomial(), control = exact)
    pchisq(held$deviance - fit$deviance, 1, lower.tail = FALSE)
  }
  list(
    coefficient = unname(coef(fit))[-1], standard_error = unname(sqrt(diag(vcov(fit))))[-1],
    odds_ratio = unname(exp(coef(fit)))[-1], ci_low = unname(wald[, 1]), ci_high = unname(wald[, 2]),
    p_value = unname(summary(fit)$coefficients[-1, 4]),
    profile_low = exp(sapply(places, function(place) profile_limit(fit, place, -1))),
    profile_high = exp(sapply(places, function(place) profile_limit(fit, place, 1))),
    p_likelihood_ratio = sapply(places, dropped),
    p_whole = anova(fit, test = "LRT")[["Pr(>Chi)"]][2]
  )
}

penalise <- function(formula) {
  tight <- logistf.control(maxit = 10000, maxstep = 0.5, lconv = 1e-14, gconv = 1e-12, xconv = 1e-12)
  limits <- logistpl.control(maxit = 10000, maxstep = 0.5, lconv = 1e-12, xconv = 1e-12)
  fit <- logistf(formula, data = cases, control = tight, plcontrol = limits)
  other <- glm(formula, family = binomial, data = cases, method = "brglmFit", type = "AS_mean", epsilon = 1e-12, maxit = 1000)
  list(
    coefficients = unname(fit$coefficients), covariance = unname(vcov(other)), other_coefficients = unname(coef(other)),
    profile_low = unname(exp(fit$ci.lower))[-1], profile_high = unname(exp(fit$ci.upper))[-1],
    p_likelihood_ratio = unname(fit$prob)[-1]
  )
}

joint <- event ~ diameter_cm + stage + log10(afp_ng_ml) + sex
inflation <- vif(glm(joint, family = binomial, data = cases, control = exact))
write_json(
  list(
    software = paste0(R.version.string, "; car ", packageVersion("car"), "; logistf ", packageVersion("logistf"),
                      "; brglm2 ", packageVersion("brglm2")),
    joint = describe(joint),
    inflation = list(gvif = unname(inflation[, 1]), per_degree = unname(inflation[, 3])),
    alone = list(diameter_cm = describe(event ~ diameter_cm), stage = describe(event ~ stage),
                 afp_ng_ml = describe(event ~ log10(afp_ng_ml)), sex = describe(event ~ sex)),
    separated = penalise(event ~ diameter_cm + invasion + stage)
  ),
  file.path(here, "odds.json"), digits = I(17), auto_unbox = TRUE, pretty = TRUE
)
