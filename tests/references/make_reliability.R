# Writes reliability.json: what R says of reliability_cases.csv.
#
#   Rscript tests/references/make_reliability.R
#
# Needs R with psych, epiR and jsonlite (Debian: r-cran-psych r-cran-epir r-cran-jsonlite).

suppressPackageStartupMessages({
  library(psych)
  library(epiR)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "reliability_cases.csv"))

ratings_of <- function(name) {
  ratings <- as.matrix(cases[cases$set == name, -1])
  ratings[, colSums(is.na(ratings)) == 0]
}

coefficients_of <- function(name) {
  table <- ICC(ratings_of(name), lmer = FALSE)$results
  pick <- function(row) list(value = table[row, "ICC"], ci_low = table[row, "lower bound"], ci_high = table[row, "upper bound"])
  ratings <- ratings_of(name)
  list(ICC1 = pick(1), ICC2 = pick(2), ICC3 = pick(3),
       ccc = epi.ccc(ratings[, 1], ratings[, 2])$rho.c$est)
}

sets <- unique(cases$set)
reference <- list(
  software = list(R = R.version.string, psych = as.character(packageVersion("psych")),
                  epiR = as.character(packageVersion("epiR"))),
  script = "tests/references/make_reliability.R",
  input = "tests/references/reliability_cases.csv",
  sets = setNames(lapply(sets, coefficients_of), sets)
)
write(toJSON(reference, digits = I(17), auto_unbox = TRUE, pretty = TRUE), file.path(here, "reliability.json"))
