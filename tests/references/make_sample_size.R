# Writes sample_size.json: what pmsampsize says of binary outcomes.
#
#   Rscript tests/references/make_sample_size.R
#
# Needs R with pmsampsize (CRAN) and jsonlite (Debian: r-cran-jsonlite).

suppressPackageStartupMessages({
  library(pmsampsize)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))

ask <- function(prevalence, parameters, shrinkage = 0.9, c_statistic = NA, cox_snell = NA) {
  found <- pmsampsize(type = "b", prevalence = prevalence, parameters = parameters, shrinkage = shrinkage,
                      cstatistic = c_statistic, csrsquared = cox_snell)
  sizes <- unname(found$results_table[, "Samp_size"])
  case <- list(prevalence = prevalence, parameters = parameters, shrinkage = shrinkage, cox_snell = found$rsquared,
               largest_cox_snell = found$max_r2a, for_shrinkage = sizes[1], for_optimism = sizes[2], for_risk = sizes[3],
               patients = sizes[4], events_per_parameter = found$EPP)
  if (!is.na(c_statistic)) case$c_statistic <- c_statistic
  case
}

cases <- list(
  ask(0.557, 5, c_statistic = 0.85), ask(0.557, 10, c_statistic = 0.80), ask(0.2, 24, c_statistic = 0.75),
  ask(0.1, 8, cox_snell = 0.1), ask(0.443, 15, cox_snell = 0.288, shrinkage = 0.85), ask(0.02, 30, cox_snell = 0.05)
)
write(toJSON(list(software = paste0(R.version.string, "; pmsampsize ", packageVersion("pmsampsize")), cases = cases),
             digits = I(17), auto_unbox = TRUE, pretty = TRUE), file.path(here, "sample_size.json"))
