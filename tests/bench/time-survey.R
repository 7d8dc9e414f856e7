# Times R's survey package on the rows of the bench: Rscript time-survey.R rows.csv
suppressPackageStartupMessages(library(survey))
file <- commandArgs(trailingOnly = TRUE)[1]
rows <- read.csv(file, colClasses = c(rep("integer", 2), "numeric", rep("factor", 3), rep("numeric", 3)))
seconds <- function(expression) as.numeric(system.time(expression)["elapsed"])
design <- NULL
declared <- seconds(design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = rows))
means <- seconds(mean <- svymean(~used + sells + income, design))
cells32 <- seconds(svyby(~used, ~region + sex, design, svymean))
cells160 <- seconds(by <- svyby(~used, ~region + sex + ageg, design, svymean))
cat(sprintf(
  '{"survey":"%s","R":"%s","seconds":{"svydesign":%.3f,"svymean_3vars":%.3f,"svyby_32_cells":%.3f,"svyby_160_cells":%.3f},"mean":[%s],"se":[%s]}\n',
  packageVersion("survey"), getRversion(), declared, means, cells32, cells160,
  paste(sprintf("%.17g", coef(mean)), collapse = ","), paste(sprintf("%.17g", SE(mean)), collapse = ",")
))
