# Prints, as JSON, a table made of the data of an R package and what R says of it: compared at once, never kept.
#
#   Rscript tests/references/live.R aSAH | birthwt | Pima
#
# See witness.R for the packages it needs; without HEPASR_R_SOURCES it leaves out what needs them.

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "witness.R"))

risk_of <- function(formula, learnt, judged) {
  round(as.numeric(predict(glm(formula, binomial, learnt), judged, type = "response")), 12)
}

tables <- list(
  aSAH = function() {
    data("aSAH", package = "pROC", envir = environment())
    known <- transform(aSAH, event = as.integer(outcome == "Poor"), grade = as.numeric(wfns))
    learnt <- known[seq_len(nrow(known)) %% 2 == 1, ]
    data.frame(event = known$event, score_a = known$s100b, score_b = known$grade,
               risk_a = risk_of(event ~ s100b + age, learnt, known), risk_b = risk_of(event ~ grade, learnt, known))
  },
  birthwt = function() {
    known <- transform(MASS::birthwt, event = low)
    learnt <- known[seq_len(nrow(known)) %% 3 > 0, ]
    data.frame(event = known$event, score_a = -known$lwt, score_b = known$ptl,
               risk_a = risk_of(event ~ lwt + smoke + ht, learnt, known), risk_b = risk_of(event ~ age + ptl, learnt, known))
  },
  Pima = function() {
    known <- transform(MASS::Pima.te, event = as.integer(type == "Yes"))
    learnt <- transform(MASS::Pima.tr, event = as.integer(type == "Yes"))
    data.frame(event = known$event, score_a = known$glu, score_b = known$age,
               risk_a = risk_of(event ~ glu + bmi + ped, learnt, known), risk_b = risk_of(event ~ age + npreg, learnt, known))
  }
)

table <- tables[[commandArgs(trailingOnly = TRUE)[1]]]()
apart <- ifelse(table$event == 1, table$score_a + 2 * diff(range(table$score_a)), table$score_a)
said <- list(
  table = as.list(table),
  roc = lapply(table[c("score_a", "score_b")], function(score) roc_of(table$event, score)),
  perfect = list(score = apart, auc = as.numeric(auc(curve_of(table$event, apart))),
                 variance = var(curve_of(table$event, apart), method = "delong")),
  one_class = tryCatch({
    curve_of(table$event[table$event == 1], table$score_a[table$event == 1])
    "a curve"
  }, error = function(error) "refused"),
  rates = rates_of(table$event, table$score_a, median(table$score_a)),
  test = tests_of(table),
  reclassification = reclassification_of(table),
  calibration = calibration_of(table$event, table$risk_a),
  hosmer_lemeshow = if (with_sources) hosmer_of(table$event, table$risk_a),
  decision = if (with_sources) decision_of(table)
)
cat(toJSON(said, digits = I(17), auto_unbox = TRUE, na = "null", null = "null"))
