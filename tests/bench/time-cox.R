# How long R survival takes for the people of tests/bench/measure-impact.ts, and what it finds.
# Usage: Rscript time-cox.R people.csv (columns time, event and the covariates)
people <- read.csv(commandArgs(trailingOnly = TRUE)[1])
model <- NULL
time <- system.time(model <- survival::coxph(survival::Surv(time, event) ~ ., people, ties = "efron"))
cat(sprintf(
	'{"survival": "%s", "seconds": %.6f, "estimates": [%s]}\n',
	packageVersion("survival"), time[["elapsed"]], paste(sprintf("%.15g", coef(model)), collapse = ", ")
))
