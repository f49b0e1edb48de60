# Writes reliability_irr.json: what irr says of reliability_irr_cases.csv.
#
#   Rscript tests/references/make_reliability_irr.R
#
# Needs R with irr (CRAN) and jsonlite (Debian: r-cran-jsonlite).

suppressPackageStartupMessages({
  library(irr)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
cases <- read.csv(file.path(here, "reliability_irr_cases.csv"))

coefficients_of <- function(name) {
  ratings <- as.matrix(cases[cases$set == name, -1])
  ratings <- ratings[, colSums(is.na(ratings)) == 0]
  pick <- function(...) {
    found <- icc(ratings, unit = "single", ...)
    list(value = found$value, ci_low = found$lbound, ci_high = found$ubound)
  }
  list(ICC1 = pick(model = "oneway"), ICC2 = pick(model = "twoway", type = "agreement"),
       ICC3 = pick(model = "twoway", type = "consistency"))
}

sets <- unique(cases$set)
write(toJSON(list(software = paste0(R.version.string, "; irr ", packageVersion("irr")),
                  sets = setNames(lapply(sets, coefficients_of), sets)),
             digits = I(17), auto_unbox = TRUE, pretty = TRUE), file.path(here, "reliability_irr.json"))
