# Writes clinical.json: what R says of clinical_readings.csv and clinical_baseline.csv.
#
#   CRAN=folder Rscript tests/references/make_clinical.R
#
# Needs R with psych, vcd, MASS and jsonlite (Debian: r-cran-psych r-cran-vcd r-cran-mass r-cran-jsonlite), and in the
# folder that CRAN names source files of CRAN packages: kappa2.R and kappam.fleiss.R of irr 0.84.1, agree.coeff3.raw.r and
# weights.gen.r of irrCAC 1.0, and modules-smd.R of tableone 0.13.2.

suppressPackageStartupMessages({
  library(psych)
  library(vcd)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
folder <- Sys.getenv("CRAN")
if (folder == "") stop("name the folder of the CRAN sources in CRAN")
for (name in c("kappa2.R", "kappam.fleiss.R", "modules-smd.R", "weights.gen.r")) source(file.path(folder, name))
# irrCAC prints five decimals; the witness needs them all.
gwet <- gsub("round\\(([a-z.]+),5\\)", "\\1", readLines(file.path(folder, "agree.coeff3.raw.r")))
trim <- function(x) gsub("^\\s+|\\s+$", "", x)
eval(parse(text = gwet))

readings <- read.csv(file.path(here, "clinical_readings.csv"))
levels_ <- c("CR", "PR", "SD", "PD")

kappa_of <- function(a, b, kind) {
  a <- factor(a, levels = levels_); b <- factor(b, levels = levels_)
  apart <- abs(outer(1:4, 1:4, "-"))
  weight <- switch(kind, none = diag(4), linear = 1 - apart / 3, quadratic = 1 - (apart / 3)^2)
  psych_says <- suppressWarnings(cohen.kappa(table(a, b), w = weight))
  irr_says <- kappa2(cbind(as.integer(a), as.integer(b)), weight = switch(kind, none = "unweighted", linear = "equal", quadratic = "squared"))
  ends <- psych_says$confid[if (kind == "none") 1 else 2, ]
  vcd_says <- Kappa(table(a, b), weights = if (kind == "quadratic") "Fleiss-Cohen" else "Equal-Spacing")
  found <- if (kind == "none") vcd_says$Unweighted else vcd_says$Weighted
  margin <- qnorm(0.975) * found[["ASE"]]
  list(irr = irr_says$value, psych = unname(ends[2]), psych_interval = unname(ends[c(1, 3)]),
       ci_low = found[["value"]] - margin, ci_high = found[["value"]] + margin)
}

fleiss_of <- function(ratings) {
  gwet_says <- fleiss.kappa.raw(ratings)$est
  n <- nrow(ratings)
  margin <- qt(0.975, n - 1) * gwet_says$coeff.se
  list(irr = kappam.fleiss(ratings)$value, gwet = gwet_says$coeff.val,
       ci_low = gwet_says$coeff.val - margin, ci_high = min(1, gwet_says$coeff.val + margin))
}

apart_of <- function(x, y) {
  d <- x - y; n <- length(d); z <- qnorm(0.975)
  limits <- mean(d) + c(-1, 1) * z * sd(d)
  margin <- qt(0.975, n - 1) * sd(d) * sqrt(1 / n + z^2 / (2 * (n - 1)))
  list(bias = mean(d), bias_interval = as.numeric(t.test(x, y, paired = TRUE)$conf.int),
       low = limits[1], high = limits[2], low_interval = limits[1] + c(-1, 1) * margin,
       high_interval = limits[2] + c(-1, 1) * margin)
}

set_of <- function(name) {
  rows <- readings[readings$set == name, ]
  kinds <- c("none", "linear", "quadratic")
  list(cohen = setNames(lapply(kinds, function(kind) kappa_of(rows$category_1, rows$category_2, kind)), kinds),
       fleiss = fleiss_of(as.matrix(rows[, c("category_1", "category_2", "category_3")])),
       bland_altman = apart_of(rows$sum_1, rows$sum_2))
}

baseline <- read.csv(file.path(here, "clinical_baseline.csv"), na.strings = "")
groups <- factor(baseline$group, levels = c("responder", "non-responder"))
number_of <- function(name) {
  parts <- split(baseline[[name]], groups)
  list(shapiro = unname(sapply(parts, function(x) shapiro.test(x)$p.value)),
       welch = t.test(parts[[1]], parts[[2]])$p.value,
       t = unname(t.test(parts[[1]], parts[[2]])$statistic),
       mann_whitney = suppressWarnings(wilcox.test(parts[[1]], parts[[2]])$p.value),
       quartiles = unname(sapply(parts, function(x) quantile(x, c(0.25, 0.5, 0.75), na.rm = TRUE))),
       smd = StdDiff(baseline[[name]], groups))
}
category_of <- function(name) {
  counts <- table(baseline[[name]], groups)
  list(chi_squared = suppressWarnings(chisq.test(counts, correct = FALSE)$p.value),
       statistic = unname(suppressWarnings(chisq.test(counts, correct = FALSE)$statistic)),
       fisher = fisher.test(counts)$p.value, smd = StdDiffMulti(baseline[[name]], groups))
}

sets <- unique(readings$set)
numbers <- c("age", "afp", "sessions"); categories <- c("sex", "pvtt", "drug")
counted <- list(c(0, 7), c(7, 7), c(68, 122), c(102, 122), c(14, 25))
reference <- list(
  software = list(R = R.version.string, psych = as.character(packageVersion("psych")), vcd = as.character(packageVersion("vcd")),
                  irr = "0.84.1", irrCAC = "1.0", tableone = "0.13.2"),
  script = "tests/references/make_clinical.R",
  input = c("tests/references/clinical_readings.csv", "tests/references/clinical_baseline.csv"),
  readings = setNames(lapply(sets, set_of), sets),
  rates = lapply(counted, function(c) list(count = c[1], n = c[2], interval = as.numeric(binom.test(c[1], c[2])$conf.int))),
  numbers = setNames(lapply(numbers, number_of), numbers),
  categories = setNames(lapply(categories, category_of), categories)
)
write(toJSON(reference, digits = I(17), auto_unbox = TRUE, pretty = TRUE), file.path(here, "clinical.json"))
