import type { ImpactRequestOf, StudiedRequest } from '#lib/model/impact-request.ts';
import { startLine, termMatrix } from './r-impact-data.ts';
import { rNumber, rString } from './r-syntax.ts';

type PanelRequest =
	| ImpactRequestOf<'two-by-two' | 'two-way' | 'event-study' | 'sun-abraham'>
	| Extract<StudiedRequest, { method: 'event-study' | 'sun-abraham' }>;

/**
 * Unit, period, outcome, start, cluster, w and X of the rows that are complete, those treated all
 * along left out unless the method keeps them.
 */
function panelLines(request: PanelRequest): string[] {
	const { unit, period, outcome, start, treated, never, covariates, cluster, weight } = request;
	return [
		`unit <- text(${rString(unit)})`,
		`period <- numbers(${rString(period)})`,
		`outcome <- numbers(${rString(outcome)})`,
		start === undefined
			? `start <- ave(ifelse(numbers(${rString(treated ?? '')}) == 1, period, Inf), unit, FUN = min)`
			: startLine(start, never),
		`cluster <- ${cluster === undefined ? 'unit' : `text(${rString(cluster)})`}`,
		`w <- ${weight === undefined ? 'rep(1, nrow(raw))' : `numbers(${rString(weight)})`}`,
		`X <- ${termMatrix(covariates)}`,
		'used <- !is.na(outcome) & w > 0 & stats::complete.cases(X)',
		...(request.method === 'two-way' ? [] : ['used <- used & start > min(period[used])']),
		'for (name in c("unit", "period", "outcome", "start", "cluster", "w"))',
		'  assign(name, get(name)[used])',
		'X <- X[used, , drop = FALSE]',
		'start[start > max(period)] <- Inf'
	];
}

/** Least squares with unit and period effects, errors CR1 as fixest of nested effects. */
const regressionLines: readonly string[] = [
	'mean_by <- function(x, by) (rowsum(w * x, by) / rowsum(w, by))[as.character(by), 1]',
	'freed <- function(x) {',
	'  for (round in 1:100000) {',
	'    before <- x',
	'    for (by in list(unit, period)) x <- x - mean_by(x, by)',
	'    if (max(abs(x - before)) <= 1e-13 * max(1, abs(x))) break',
	'  }',
	'  x',
	'}',
	'is_nested <- function(by) all(tapply(cluster, by, function(x) length(unique(x))) == 1)',
	'parameters <- function(columns) {',
	'  sizes <- c(length(unique(unit)), length(unique(period)))',
	'  nested <- c(is_nested(unit), is_nested(period))',
	'  columns + if (all(nested)) 1 else sum(sizes) - 1 - sum((sizes - 1)[nested])',
	'}',
	'clustered <- function(Z, y, K) {',
	'  bread <- solve(crossprod(Z, w * Z))',
	'  estimates <- drop(bread %*% crossprod(Z, w * y))',
	'  scores <- rowsum(Z * (w * drop(y - Z %*% estimates)), cluster)',
	'  G <- nrow(scores)',
	'  factor <- G / (G - 1) * (length(y) - 1) / (length(y) - K)',
	'  list(estimates = estimates, V = factor * bread %*% crossprod(scores) %*% bread, df = G - 1)',
	'}',
	'within <- function(columns) {',
	'  all <- cbind(columns, X)',
	'  clustered(apply(all, 2, freed), freed(outcome), parameters(ncol(all)))',
	'}',
	'contrast <- function(fit, name, weights) {',
	'  weights <- c(weights, rep(0, length(fit$estimates) - length(weights)))',
	'  error <- sqrt(drop(weights %*% fit$V %*% weights))',
	'  around(name, sum(weights * fit$estimates), error, fit$df)',
	'}'
];

/** Event times by row, NA in controls. */
const eventTimes: readonly string[] = [
	'periods <- sort(unique(period))',
	'spacing <- min(diff(periods))',
	'at <- ifelse(is.finite(start), round((period - start) / spacing), NA)'
];

/** Unit effects leave nothing of a covariate that stays as it is. */
const changingLines: readonly string[] = [
	'first <- match(unit, unit)',
	'X <- X[, vapply(seq_len(ncol(X)), function(j) any(X[, j] != X[first, j]), TRUE), drop = FALSE]'
];

export function twoByTwoLines(request: ImpactRequestOf<'two-by-two'>): string[] {
	return [
		...panelLines(request),
		...(request.covariates.length > 0 ? changingLines : []),
		...regressionLines,
		'treated <- as.numeric(period >= start)',
		'contrast(within(cbind(treated)), "effect", 1)',
		'group <- as.numeric(is.finite(start))',
		'time <- as.numeric(period >= min(start))',
		'pooled <- clustered(cbind(1, group, time, group * time), outcome, 4)',
		'contrast(pooled, "pooled", c(0, 0, 0, 1))'
	];
}

export function twoWayLines(request: ImpactRequestOf<'two-way'>): string[] {
	return [
		...panelLines(request),
		...regressionLines,
		'treated <- as.numeric(period >= start)',
		'contrast(within(cbind(treated)), "effect", 1)',
		'# The comparisons that the effect is the mean of, where their package is here.',
		'if (requireNamespace("bacondecomp", quietly = TRUE)) {',
		'  panel <- data.frame(outcome, under_treatment = treated, unit = as.numeric(factor(unit)), period)',
		'  bacon <- bacondecomp::bacon(outcome ~ under_treatment, panel, id_var = "unit", time_var = "period", quietly = TRUE)',
		'  write.csv(bacon, stderr(), row.names = FALSE)',
		'}'
	];
}

/** `fit` of every period but the reference, and `shown`, the events of its first coefficients. */
export function eventStudyFit(
	request: Extract<PanelRequest, { method: 'event-study' }>,
	reference: number
): string[] {
	return [
		...panelLines(request),
		...regressionLines,
		...eventTimes,
		`shown <- setdiff(sort(unique(at[!is.na(at)])), ${rNumber(reference)})`,
		'events <- vapply(shown, function(one) as.numeric(at %in% one), numeric(length(at)))',
		'fit <- within(events)',
		'shares <- diag(length(shown))'
	];
}

export function eventStudyLines(request: ImpactRequestOf<'event-study'>): string[] {
	return [
		...eventStudyFit(request, request.reference),
		...termLines,
		'contrast(fit, "average", as.numeric(shown >= 0) / sum(shown >= 0))'
	];
}

const termLines: readonly string[] = [
	'for (k in seq_along(shown)) contrast(fit, paste("event", shown[k]), shares[k, ])'
];

/** `fit` of every cohort and period; `shares` of the cells in each of the events `shown`. */
export function sunAbrahamFit(request: Extract<PanelRequest, { method: 'sun-abraham' }>): string[] {
	return [
		...panelLines(request),
		...regressionLines,
		...eventTimes,
		'cells <- unique(data.frame(start, at)[!is.na(at) & at != -1, ])',
		'cells <- cells[order(cells$start, cells$at), ]',
		'inside <- function(k) as.numeric(start == cells$start[k] & at %in% cells$at[k])',
		'columns <- vapply(seq_len(nrow(cells)), inside, numeric(length(at)))',
		'weight <- colSums(w * columns)',
		'fit <- within(columns)',
		'share <- function(is_in) ifelse(is_in, weight, 0) / sum(weight[is_in])',
		'shown <- sort(unique(cells$at))',
		'shares <- t(vapply(shown, function(one) share(cells$at == one), weight))'
	];
}

export function sunAbrahamLines(request: ImpactRequestOf<'sun-abraham'>): string[] {
	return [
		...sunAbrahamFit(request),
		...termLines,
		'contrast(fit, "average", share(cells$at >= 0))',
		'for (one in unique(cells$start)) {',
		'  inside <- cells$start == one & cells$at >= 0',
		'  contrast(fit, paste("cohort", one), share(inside))',
		'}'
	];
}

/** The same by R `fixest`. */
export function panelCall(request: ImpactRequestOf<PanelRequest['method']>): string {
	const { unit, period, outcome, start = 'start', covariates, cluster = unit, weight } = request;
	const more = covariates.map((term) => ` + ${typeof term === 'string' ? term : term.category}`);
	const by = `cluster = ~${cluster}${weight === undefined ? '' : `, weights = ~${weight}`}`;
	const first = {
		'two-by-two': 'treated',
		'two-way': 'treated',
		'event-study': `i(${period}, ever_treated, ref = ${start} - 1)`,
		'sun-abraham': `sunab(${start}, ${period})`
	}[request.method];
	return `fixest::feols(${outcome} ~ ${first}${more.join('')} | ${unit} + ${period}, data, ${by})`;
}
