import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { termMatrix } from './r-impact-data.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

type SelectionRequest = ImpactRequestOf<'balance' | 'propensity' | 'match'>;

const armLines = ({ treated, covariates }: SelectionRequest): string[] => [
	`treated <- numbers(${rString(treated)})`,
	`X <- ${termMatrix(covariates)}`
];

/** Differences of means over the deviation of the treated; p (1 - p) for a yes or no. */
export const balanceLines = (request: ImpactRequestOf<'balance'>): string[] => [
	...armLines(request),
	'for (name in colnames(X)) {',
	'  x <- X[, name]',
	'  own <- x[treated == 1]',
	'  spread <- if (all(x %in% 0:1)) sqrt(mean(own) * (1 - mean(own))) else sd(own)',
	'  told(name, (mean(own) - mean(x[treated == 0])) / spread)',
	'}'
];

const names = ({ covariates }: SelectionRequest) =>
	covariates.map((term) => (typeof term === 'string' ? term : term.category)).join(' + ');

export const balanceCall = (request: ImpactRequestOf<'balance'>): string =>
	`cobalt::bal.tab(${request.treated} ~ ${names(request)}, data = data, s.d.denom = "treated", binary = "std")`;

const scoreLines = (request: SelectionRequest): string[] => [
	...armLines(request),
	'model <- glm(treated ~ X, family = binomial, control = glm.control(epsilon = 1e-14))',
	'score <- fitted(model)'
];

/** The effect on the treated by odds of the score, its error with that of the score (DRDID). */
export function propensityLines(request: ImpactRequestOf<'propensity'>): string[] {
	if (request.outcome === undefined)
		return [
			...scoreLines(request),
			'for (k in seq_along(coef(model))) told(c("(Intercept)", colnames(X))[k], coef(model)[[k]])'
		];
	return [
		...scoreLines(request),
		`y <- numbers(${rString(request.outcome)})`,
		'n <- length(y)',
		'w <- ifelse(treated == 1, 1, score / (1 - score))',
		'mean_of <- function(arm) weighted.mean(y[treated == arm], w[treated == arm])',
		'apart <- y - ifelse(treated == 1, mean_of(1), mean_of(0))',
		'Z <- cbind(1, X)',
		'control <- w * (treated == 0) * apart',
		'total <- sum(w[treated == 0])',
		'slopes <- solve(crossprod(Z, score * (1 - score) * Z), crossprod(Z, control) / total)',
		'own <- ifelse(treated == 1, w * apart / sum(treated), -control / total)',
		'influence <- own - drop(Z %*% slopes) * (treated - score)',
		'around("effect on the treated", mean_of(1) - mean_of(0), sqrt(sum(influence^2)))'
	];
}

export const propensityCall = (request: ImpactRequestOf<'propensity'>): string =>
	`stats::glm(${request.treated} ~ ${names(request)}, binomial, data)`;

/** One to one without replacement, the highest score first, as MatchIt does. */
export function matchLines(request: ImpactRequestOf<'match'>): string[] {
	const { outcome, caliper } = request;
	const widest =
		caliper === undefined
			? 'Inf'
			: `${rNumber(caliper)} * sqrt((var(score[treated == 1]) + var(score[treated == 0])) / 2)`;
	return [
		...scoreLines(request),
		...(request.search === 'below-first'
			? [
					'# The partner below before the nearer one above is a defect of MatchIt 4.5.1: not repeated here.'
				]
			: []),
		`widest <- ${widest}`,
		'free <- which(treated == 0)',
		'free <- free[order(score[free], free)]',
		'own <- which(treated == 1)',
		'own <- own[order(-score[own], own)]',
		'partner <- rep(NA, length(own))',
		'for (k in seq_along(own)) {',
		'  if (length(free) == 0) break',
		'  apart <- abs(score[free] - score[own[k]])',
		'  best <- which(apart == min(apart))',
		'  if (apart[best[1]] > widest) next',
		'  # Of equal scores the one that stands next in order of score and row.',
		'  below <- best[score[free[best]] < score[own[k]] | (score[free[best]] == score[own[k]] & free[best] < own[k])]',
		'  best <- if (length(below) > 0) max(below) else min(best)',
		'  partner[k] <- free[best]',
		'  free <- free[-best]',
		'}',
		'paired <- !is.na(partner)',
		...(outcome === undefined
			? ['told("pairs", sum(paired))']
			: [
					`y <- numbers(${rString(outcome)})`,
					'difference <- y[own[paired]] - y[partner[paired]]',
					'around("effect on the treated", mean(difference), sd(difference) / sqrt(sum(paired)), sum(paired) - 1)'
				])
	];
}

export function matchCall(request: ImpactRequestOf<'match'>): string {
	const caliper = request.caliper === undefined ? '' : `, caliper = ${rNumber(request.caliper)}`;
	return `MatchIt::matchit(${request.treated} ~ ${names(request)}, data, method = "nearest"${caliper})`;
}

type PoolRequest = ImpactRequestOf<'pool'>;

const methods = {
	reml: 'REML',
	'dersimonian-laird': 'DL',
	'paule-mandel': 'PM',
	fixed: 'FE'
} as const;

/** By `metafor`. */
export function poolLines(request: PoolRequest): string[] {
	const { studies, estimate = '', standardError = '', between, test, moderators } = request;
	const steps = { reml: 'threshold = 1e-13, maxiter = 1000', 'paule-mandel': 'tol = 1e-14' };
	const control =
		between in steps ? `, control = list(${steps[between as keyof typeof steps]})` : '';
	return [
		'suppressPackageStartupMessages(library(metafor))',
		...(studies
			? [
					`estimate <- ${rVector(studies.map((one) => one.estimate))}`,
					`error <- ${rVector(studies.map((one) => one.standardError))}`
				]
			: [
					`estimate <- numbers(${rString(estimate)})`,
					`error <- numbers(${rString(standardError)})`
				]),
		`fit <- rma.uni(estimate, sei = error, method = "${methods[between]}", test = "${test === 'z' ? 'z' : 'knha'}", level = 100 * level${control})`,
		'told("pooled", fit$b[1], fit$se, fit$ci.lb, fit$ci.ub)',
		...(between === 'fixed'
			? []
			: ['found <- predict(fit)', 'told("prediction", found$pred, NA, found$pi.lb, found$pi.ub)']),
		...(moderators.length === 0
			? []
			: [
					`X <- ${termMatrix(moderators)}`,
					`own <- rma.uni(estimate, sei = error, mods = X, method = "${methods[between]}", level = 100 * level${control})`,
					'for (k in seq_along(own$b)) told(c("(Intercept)", colnames(X))[k], own$b[k], own$se[k], own$ci.lb[k], own$ci.ub[k])'
				])
	];
}

export const poolCall = ({ between, test, estimate, standardError }: PoolRequest): string =>
	`metafor::rma.uni(${estimate ?? 'estimate'}, sei = ${standardError ?? 'error'}, method = "${methods[between]}", test = "${test === 'z' ? 'z' : 'knha'}")`;
