# How long R synthdid takes for the panel of tests/bench/measure-synthetic.ts, and what it finds.
# Usage: Rscript time-synthetic.R panel.csv replications (columns unit, period, outcome, treated)
arguments <- commandArgs(trailingOnly = TRUE)
panel <- read.csv(arguments[1], stringsAsFactors = FALSE)
setup <- synthdid::panel.matrices(panel)
estimate <- NULL
fitted <- system.time(estimate <- synthdid::synthdid_estimate(setup$Y, setup$N0, setup$T0))
placebo <- system.time(vcov(estimate, method = "placebo", replications = as.integer(arguments[2])))
cat(sprintf(
	'{"synthdid": "%s", "estimate": %.15g, "seconds": %.6f}\n',
	packageVersion("synthdid"), as.numeric(estimate), fitted[["elapsed"]] + placebo[["elapsed"]]
))
