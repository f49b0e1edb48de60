# Writes evaluation_more_r.json, calibration_r.json and decision_curve_r.json: what R says of evaluation_cases.csv.
#
#   HEPASR_R_SOURCES=path/to/sources Rscript tests/references/make_evaluation_more.R
#
# See witness.R for the packages and the sources it needs.

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "witness.R"))
if (!with_sources) stop("Name the folder of R sources that witness.R asks for: HEPASR_R_SOURCES=path/to/sources")

cases <- read.csv(file.path(here, "evaluation_cases.csv"))
keep <- function(name, content) {
  about <- list(software = software, script = "tests/references/make_evaluation_more.R",
                input = "tests/references/evaluation_cases.csv")
  text <- toJSON(c(about, content), digits = I(17), auto_unbox = TRUE, na = "null")
  write(text, file.path(here, name))
}

set.seed(1)
drawn <- ci.auc(curve_of(cases$event, cases$score_a), method = "bootstrap", boot.n = 20000, progress = "none")
set.seed(2)
band <- ci.se(curve_of(cases$event, cases$score_a), specificities = c(0.2, 0.4, 0.6, 0.8, 0.9), boot.n = 20000,
              progress = "none")

p_values <- c(0.04, 0.01, 0.03, 0.005, 0.6, 0.01)
keep("evaluation_more_r.json", list(
  roc = lapply(cases[c("score_a", "score_b", "score_tied")], function(score) roc_of(cases$event, score)),
  rates = list(rates_of(cases$event, cases$risk_a, 0.5), rates_of(cases$event, cases$risk_b, 0.9),
               rates_of(cases$event, cases$risk_b, 0.01)),
  test = tests_of(cases),
  bootstrap = as.numeric(drawn)[c(1, 3)],
  band = list(low = as.numeric(band[, 1]), high = as.numeric(band[, 3])),
  holm = list(given = p_values, adjusted = p.adjust(p_values, "holm")),
  reclassification = reclassification_of(cases)
))
set.seed(3)
draws <- replicate(10, sample(nrow(cases), replace = TRUE), simplify = FALSE)
calibrated <- lapply(list(risk_a = cases$risk_a, risk_b = cases$risk_b), function(risk) {
  c(calibration_of(cases$event, risk), list(hosmer_lemeshow = hosmer_of(cases$event, risk)))
})
keep("calibration_r.json", c(calibrated, list(corrected = corrected_of(cases$event, cases$score_a, draws))))
keep("decision_curve_r.json", list(as_drawn = decision_of(cases), at_20 = decision_of(cases, 0.2)))
