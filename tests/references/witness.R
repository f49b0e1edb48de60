# What R says of one table of outcomes, scores and risks: read by make_evaluation_more.R, whose numbers are committed, and
# by live.R, whose numbers are compared at once because the data of R packages are not ours to keep.
#
# Needs pROC, rms (which brings Hmisc), dplyr, purrr, glue, tibble, rlang and jsonlite from Debian (r-cran-…). Three
# packages that Debian lacks are read as source from the folder that HEPASR_R_SOURCES names, and left out without it:
#   hoslem.test.R   R/hoslem.test.R of ResourceSelection 0.3-6
#   PredictABEL.R   R/PredictABEL.R of PredictABEL 1.2-4
#   dcurves/        R/dca, net_intervention_avoided, standardize_net_benefit, test_consequences of dcurves 0.5.1.9000

suppressPackageStartupMessages({
  library(pROC)
  library(rms)
  library(dplyr)
  library(rlang, exclude = c(":=", "set_names"))
  library(jsonlite)
})

sources <- Sys.getenv("HEPASR_R_SOURCES")
with_sources <- nzchar(sources)
if (with_sources) {
  for (file in list.files(sources, pattern = "[.]R$", recursive = TRUE, full.names = TRUE)) source(file)
}

software <- list(
  R = R.version.string, pROC = as.character(packageVersion("pROC")), rms = as.character(packageVersion("rms")),
  Hmisc = as.character(packageVersion("Hmisc")), ResourceSelection = "0.3-6", PredictABEL = "1.2-4",
  dcurves = "0.5.1.9000"
)

curve_of <- function(event, score) {
  roc(event, score, levels = c(0, 1), direction = "<", quiet = TRUE)
}

best_of <- function(curve, weights) {
  cuts <- coords(curve, "best", best.method = "youden", best.weights = weights, ret = "threshold", transpose = FALSE)
  max(cuts$threshold)
}

part_of <- function(curve, focus, ends) {
  area <- function(correct) {
    suppressWarnings(as.numeric(auc(curve, partial.auc = ends, partial.auc.focus = focus,
                                    partial.auc.correct = correct)))
  }
  list(area = area(FALSE), corrected = area(TRUE))
}

roc_of <- function(event, score) {
  curve <- curve_of(event, score)
  every <- coords(curve, x = sort(unique(score), decreasing = TRUE), input = "threshold",
                  ret = c("threshold", "sensitivity", "specificity"), transpose = FALSE)
  list(
    auc = as.numeric(auc(curve)), variance = var(curve, method = "delong"),
    delong = as.numeric(ci.auc(curve, method = "delong"))[c(1, 3)],
    threshold = every$threshold, sensitivity = every$sensitivity, specificity = every$specificity,
    youden = best_of(curve, c(1, 0.5)), cost_2_30 = best_of(curve, c(2, 0.3)), cost_quarter_60 = best_of(curve, c(0.25, 0.6)),
    specificity_80 = part_of(curve, "specificity", c(1, 0.8)),
    specificity_60_85 = part_of(curve, "specificity", c(0.85, 0.6)),
    sensitivity_75 = part_of(curve, "sensitivity", c(1, 0.75))
  )
}

rates_of <- function(event, score, cut) {
  ask <- c("sensitivity", "specificity", "ppv", "npv", "accuracy", "tp", "fp", "tn", "fn")
  found <- as.list(coords(curve_of(event, score), x = cut, input = "threshold", ret = ask, transpose = FALSE))
  counts <- with(found, list(sensitivity = c(tp, tp + fn), specificity = c(tn, tn + fp), ppv = c(tp, tp + fp),
                             npv = c(tn, tn + fn), accuracy = c(tp + tn, tp + tn + fp + fn), f1 = c(tp, tp + fp + fn)))
  span <- function(test) {
    lapply(counts, function(pair) if (pair[2] > 0) as.numeric(test(pair[1], pair[2])$conf.int) else c(NA, NA))
  }
  list(threshold = cut, rates = found[1:5], f1 = with(found, 2 * tp / (2 * tp + fp + fn)),
       wilson = span(function(k, n) suppressWarnings(prop.test(k, n, correct = FALSE))), exact = span(binom.test))
}

tests_of <- function(table) {
  a <- curve_of(table$event, table$score_a)
  b <- curve_of(table$event, table$score_b)
  paired <- roc.test(a, b, method = "delong", paired = TRUE)
  half <- seq_len(nrow(table)) %% 2 == 0
  apart <- roc.test(curve_of(table$event[half], table$score_a[half]), curve_of(table$event[!half], table$score_b[!half]),
                    method = "delong", paired = FALSE)
  planned <- power.roc.test(a, b, power = 0.8, sig.level = 0.05)
  list(
    paired = list(z = as.numeric(paired$statistic), p_value = paired$p.value, interval = as.numeric(paired$conf.int),
                  covariance = cov(a, b, method = "delong")),
    unpaired = list(t = as.numeric(apart$statistic), degrees_of_freedom = as.numeric(apart$parameter),
                    p_value = as.numeric(apart$p.value), auc = as.numeric(apart$estimate)),
    power = list(power = as.numeric(power.roc.test(a, b, sig.level = 0.05)$power),
                 events = as.numeric(planned$ncases), non_events = as.numeric(planned$ncontrols))
  )
}

calibration_of <- function(event, risk) {
  said <- val.prob(risk, event, pl = FALSE)
  strict <- glm.control(epsilon = 1e-14, maxit = 100)
  line <- lrm.fit(qlogis(risk), event, eps = 1e-12, tol = 1e-14, maxit = 100)
  shift <- glm(event ~ offset(qlogis(risk)), family = binomial, control = strict)
  smooth <- loess(event ~ risk, control = loess.control(surface = "direct", statistics = "exact"))
  at <- seq(min(risk), max(risk), length.out = 101)
  curve <- predict(smooth, data.frame(risk = at), se = TRUE)
  distance <- abs(predict(smooth, data.frame(risk = risk)) - risk)
  band <- qt(0.975, curve$df) * curve$se.fit
  list(
    intercept = said[["Intercept"]], slope = said[["Slope"]], brier = said[["Brier"]],
    line = as.numeric(line$coefficients), error = as.numeric(sqrt(diag(line$var))), in_the_large = as.numeric(coef(shift)),
    expected_to_observed = sum(risk) / sum(event),
    scaled_brier = 1 - mean((risk - event)^2) / (mean(event) * (1 - mean(event))),
    loess = list(at = at, fit = as.numeric(curve$fit), error = as.numeric(curve$se.fit),
                 low = as.numeric(curve$fit - band), high = as.numeric(curve$fit + band),
                 mean_distance = mean(distance), largest_distance = max(distance))
  )
}

# Optimism of the loess curve of event ~ score over given resamples (rows of cases), where both curves are known.
corrected_of <- function(event, score, draws) {
  strict <- glm.control(epsilon = 1e-14, maxit = 100)
  learn <- function(rows) {
    fit <- glm(event ~ score, binomial, data.frame(event = event[rows], score = score[rows]), control = strict)
    as.numeric(predict(fit, data.frame(score = score), type = "response"))
  }
  curve <- function(y, x, at) {
    fit <- loess(y ~ x, control = loess.control(surface = "direct"))
    ifelse(at >= min(x) & at <= max(x), predict(fit, data.frame(x = at)), NA)
  }
  risk <- learn(seq_along(event))
  at <- seq(min(risk), max(risk), length.out = 101)
  gaps <- sapply(draws, function(rows) {
    again <- learn(rows)
    curve(event[rows], again[rows], at) - curve(event, again, at)
  })
  list(draws = lapply(draws, function(rows) rows - 1), at = at, apparent = curve(event, risk, at),
       optimism = rowMeans(gaps, na.rm = TRUE), reached = rowSums(!is.na(gaps)))
}

hosmer_of <- function(event, risk) {
  told <- function(g) {
    test <- suppressWarnings(hoslem.test(event, risk, g = g))
    list(groups = g, statistic = as.numeric(test$statistic), degrees_of_freedom = as.numeric(test$parameter),
         p_value = as.numeric(test$p.value))
  }
  list(told(5), told(10))
}

index_of <- function(found, name) {
  list(value = found[[name]], error = found[[paste0("se.", name)]], z = found[[paste0("z.", name)]])
}

reclassification_of <- function(table, cuts = c(0.2, 0.5)) {
  category <- function(risk) (findInterval(risk, cuts) + 1) / (length(cuts) + 1)
  grouped <- improveProb(category(table$risk_a), category(table$risk_b), table$event)
  free <- improveProb(table$risk_a, table$risk_b, table$event)
  printed <- if (with_sources) {
    capture.output(reclassification(data.frame(table$event), 1, table$risk_a, table$risk_b, c(0, cuts, 1)))
  }
  list(cuts = cuts, categorical = index_of(grouped, "nri"), continuous = index_of(free, "nri"),
       events = index_of(grouped, "nri.ev"), non_events = index_of(grouped, "nri.ne"), idi = index_of(free, "idi"),
       printed = grep("NRI|IDI", printed, value = TRUE))
}

decision_of <- function(table, prevalence = NULL) {
  cuts <- (1:99) / 100
  risks <- table[c("event", "risk_a", "risk_b")]
  drawn <- suppressMessages(dca(event ~ risk_a + risk_b, data = risks, thresholds = cuts, prevalence = prevalence))
  rows <- standardized_net_benefit(net_intervention_avoided(drawn))$dca
  told <- function(name) {
    row <- rows[rows$variable == name, ]
    list(net_benefit = row$net_benefit, standardised = row$standardized_net_benefit,
         avoided = row$net_intervention_avoided)
  }
  list(thresholds = cuts, prevalence = prevalence, risk_a = told("risk_a"), risk_b = told("risk_b"), all = told("all"))
}
