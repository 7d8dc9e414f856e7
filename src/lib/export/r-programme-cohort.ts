import type { ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import { windowEnd } from '#lib/impact/evaluation/follow-up-windows.ts';
import { termMatrix } from './r-impact-data.ts';
import { rString, rVector } from './r-syntax.ts';

/**
 * Incidence of the outcome at the longest window that both arms were seen until, treated less
 * comparison, and the hazard ratio with the covariates. Needs `raw` and its readers.
 */
export function cohortLines({ design }: ProgrammeWith<'cohort'>): string[] {
	const { table, arms, cause, competing, censored, windows, unit } = design;
	const kinds = [censored, ...[cause, ...competing].map(({ codes }) => codes)];
	const { stratum } = table;
	return [
		'library(survival)',
		`time <- numbers(${rString(table.time)})`,
		`arm <- text(${rString(table.arm)})`,
		'# 0 seen until then without an event, 1 the outcome, then what competes.',
		`kinds <- list(${kinds.map((codes) => rVector(codes)).join(', ')})`,
		`event <- rep(seq_along(kinds) - 1, lengths(kinds))[match(text(${rString(table.event)}), unlist(kinds))]`,
		'state <- factor(event, seq_along(kinds) - 1)',
		`ends <- ${rVector(windows.map((months) => windowEnd(months, unit)))}`,
		'until <- max(ends[ends <= min(tapply(time, arm, max))])',
		'incidence <- function(own) {',
		'  at <- summary(survfit(Surv(time, state) ~ 1, subset = arm == own), times = until)',
		'  c(at$pstate[, 2], at$std.err[, 2])',
		'}',
		`treated <- incidence(${rString(arms.treated)})`,
		`comparison <- incidence(${rString(arms.comparison)})`,
		'told(paste("treated by", until), treated[1], treated[2])',
		'told(paste("comparison by", until), comparison[1], comparison[2])',
		'around("main effect", treated[1] - comparison[1], sqrt(treated[2]^2 + comparison[2]^2))',
		`X <- cbind(as.numeric(arm == ${rString(arms.treated)}), ${termMatrix(table.covariates.map(({ column }) => column))})`,
		`fit <- coxph(Surv(time, event == 1) ~ X${stratum === undefined ? '' : ` + strata(text(${rString(stratum)}))`})`,
		'around("log of the hazard ratio", coef(fit)[[1]], sqrt(vcov(fit)[1, 1]))'
	];
}

/** The file of whoever has the rows. */
export function producersFile({ design, files }: ProgrammeWith<'cohort' | 'discontinuity'>) {
	const file = files.find(({ id }) => id === design.table.file);
	if (!file) return undefined;
	const { path, key: _, ...read } = file;
	return { ...read, name: path.replace(/^.*\//, ''), sha256: undefined };
}

export const producersNote =
	'Rows of people are not published: this reads the file of the producer, for whoever has it. What the page says is rounded, or made of protected curves, and may differ a little.';
