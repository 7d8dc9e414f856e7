import type { ImpactRequestOf, StudiedRequest } from '#lib/model/impact-request.ts';
import { startLine, termMatrix } from './r-impact-data.ts';
import { eventStudyFit, sunAbrahamFit } from './r-impact-panel.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

type GroupTimeRequest =
	ImpactRequestOf<'group-time'> | Extract<StudiedRequest, { method: 'group-time' }>;

/** What `did` calls the estimators; the last two it takes as functions. */
const estimators = {
	dr: '"dr"',
	ipw: '"ipw"',
	reg: '"reg"',
	'ipw-horvitz': 'DRDID::ipw_did_panel',
	'dr-improved': 'DRDID::drdid_imp_panel'
} as const;

function attOptions(request: GroupTimeRequest, base: string, level: number): string[] {
	const { unit, cluster, weight, covariates, control, adjustment, anticipation } = request;
	const bootstrap = request.band.kind === 'multiplier' ? request.band.draws : undefined;
	return [
		'yname = "outcome", tname = "period", gname = "start"',
		unit === undefined ? 'panel = FALSE' : 'idname = "unit"',
		...(covariates.length > 0 ? ['xformla = reformulate(colnames(X))'] : []),
		`control_group = "${control === 'never-treated' ? 'nevertreated' : 'notyettreated'}"`,
		`est_method = ${estimators[adjustment]}, base_period = "${base}"`,
		`anticipation = ${rNumber(anticipation)}, alp = ${rNumber(1 - level)}`,
		...(cluster === undefined ? [] : ['clustervars = "cluster"']),
		...(weight === undefined ? [] : ['weightsname = "w"']),
		...(request.unbalanced === 'drop-units' ? [] : ['allow_unbalanced_panel = TRUE']),
		bootstrap === undefined
			? 'bstrap = FALSE, cband = FALSE'
			: `bstrap = TRUE, cband = TRUE, biters = ${rNumber(bootstrap)}`
	];
}

function attLines(request: GroupTimeRequest, base: string, level: number): string[] {
	const { unit, period, outcome, start, never, cluster, weight, covariates } = request;
	const code = (name: string) => `as.numeric(factor(text(${rString(name)})))`;
	return [
		'library(did)',
		startLine(start, never),
		`X <- ${termMatrix(covariates)}`,
		'colnames(X) <- paste0("x", seq_len(ncol(X)), recycle0 = TRUE)',
		'panel <- data.frame(',
		...(unit === undefined ? [] : [`  unit = ${code(unit)},`]),
		...(cluster === undefined ? [] : [`  cluster = ${code(cluster)},`]),
		...(weight === undefined ? [] : [`  w = numbers(${rString(weight)}),`]),
		`  period = numbers(${rString(period)}), outcome = numbers(${rString(outcome)}),`,
		'  start = ifelse(is.finite(start), start, 0), X)',
		`effects <- att_gt(${attOptions(request, base, level).join(',\n  ')}, data = panel)`
	];
}

/** Errors of influence functions summed by cluster, which `did` has by bootstrap only. */
const isSummed = ({ cluster, band }: GroupTimeRequest) =>
	cluster !== undefined && band.kind !== 'multiplier';

/** `summed`: influence functions by cluster, over how many units or rows there are. */
function summedLines({ unit }: GroupTimeRequest): string[] {
	const data = 'as.data.frame(effects$DIDparams$data)';
	return [
		'# did clusters errors by bootstrap only: clustered errors are made of its influence.',
		...(unit === undefined
			? [`units <- ${data}["cluster"]`]
			: [`units <- ${data}[c("unit", "cluster")]`, 'units <- unique(units[order(units$unit), ])']),
		'summed <- function(influence) {',
		'  stopifnot(nrow(units) == NROW(influence))',
		'  rowsum(as.matrix(influence), units$cluster) / NROW(influence)',
		'}'
	];
}

/** `error` of the whole and `errors` of its parts. */
function errorLines(request: GroupTimeRequest): string[] {
	if (!isSummed(request)) return ['error <- found$overall.se', 'errors <- found$se.egt'];
	return [
		...summedLines(request),
		'# The parts stand before the whole.',
		'influence <- found$inf.function',
		'error <- sqrt(sum(summed(influence[[length(influence)]])^2))',
		'errors <- sqrt(colSums(summed(influence[[1]])^2))'
	];
}

export function groupTimeLines(request: ImpactRequestOf<'group-time'>): string[] {
	const { aggregate, window, base, level, unbalanced } = request;
	const limits = [
		...(window.balanceEvent === undefined ? [] : [`balance_e = ${rNumber(window.balanceEvent)}`]),
		...(window.minEvent === undefined ? [] : [`min_e = ${rNumber(window.minEvent)}`]),
		...(window.maxEvent === undefined ? [] : [`max_e = ${rNumber(window.maxEvent)}`])
	];
	return [
		...(unbalanced === 'pairs'
			? [
					'# Every pair of periods with the units seen in both is Stata csdid; did has no such option.'
				]
			: []),
		...attLines(request, base, level),
		`found <- aggte(effects, ${[`type = "${aggregate}"`, ...limits, 'na.rm = TRUE'].join(', ')})`,
		...errorLines(request),
		'around("overall", found$overall.att, error)',
		'for (k in seq_along(found$egt))',
		`  around(paste("${aggregate}", found$egt[k]), found$att.egt[k], errors[k])`
	];
}

export const groupTimeCall = (request: ImpactRequestOf<'group-time'>): string =>
	`did::aggte(did::att_gt(${attOptions(request, request.base, request.level).join(', ')}, data = panel), type = "${request.aggregate}")`;

/** `study`: estimates with their covariance around one reference, and how many are before. */
function studyLines(of: StudiedRequest, level: number): string[] {
	switch (of.method) {
		case 'coefficients':
			return [
				`estimates <- ${rVector(of.estimates)}`,
				`V <- matrix(${rVector(of.covariance.flat())}, ${of.estimates.length}, byrow = TRUE)`,
				`before <- ${rNumber(of.before)}`
			];
		case 'group-time':
			return [
				...attLines(of, 'universal', level),
				'found <- aggte(effects, type = "dynamic", na.rm = TRUE)',
				'influence <- found$inf.function$dynamic.inf.func.e',
				'reference <- which(is.na(found$se.egt) | found$se.egt == 0)[1]',
				...(isSummed(of)
					? [...summedLines(of), 'V <- crossprod(summed(influence))[-reference, -reference]']
					: ['V <- (crossprod(influence) / nrow(influence)^2)[-reference, -reference]']),
				'estimates <- found$att.egt[-reference]',
				'before <- reference - 1'
			];
		case 'event-study':
			return [...eventStudyFit(of, -1), ...asStudy];
		case 'sun-abraham':
			return [...sunAbrahamFit(of), ...asStudy];
	}
}

const asStudy: readonly string[] = [
	'wide <- cbind(shares, matrix(0, nrow(shares), length(fit$estimates) - ncol(shares)))',
	'estimates <- drop(wide %*% fit$estimates)',
	'V <- wide %*% fit$V %*% t(wide)',
	'before <- sum(shown < 0)'
];

export function honestDidLines(request: ImpactRequestOf<'honest-did'>): string[] {
	const { of, bounds, weights, restriction, level, grid } = request;
	const isRelative = restriction === 'relative-magnitudes';
	const own = isRelative
		? 'createSensitivityResults_relativeMagnitudes'
		: 'createSensitivityResults';
	const limits = grid
		? `,\n  grid.lb = ${rNumber(grid.lower)}, grid.ub = ${rNumber(grid.upper)}, gridPoints = ${rNumber(grid.points)}`
		: '';
	return [
		...studyLines(of, level),
		'after <- length(estimates) - before',
		weights === undefined
			? 'target <- as.numeric(seq_len(after) == 1)'
			: `target <- ${rVector(weights)}`,
		`found <- HonestDiD::${own}(estimates, V, before, after, l_vec = cbind(target),`,
		`  ${isRelative ? 'method = "C-LF", Mbarvec' : 'method = "FLCI", Mvec'} = ${rVector(bounds)}, alpha = 1 - level${limits})`,
		'value <- sum(target * estimates[before + seq_len(after)])',
		`bound <- found$${isRelative ? 'Mbar' : 'M'}`,
		'for (k in seq_len(nrow(found))) told(paste("bound", bound[k]), value, NA, found$lb[k], found$ub[k])'
	];
}

export function honestDidCall({ restriction, bounds }: ImpactRequestOf<'honest-did'>): string {
	const isRelative = restriction === 'relative-magnitudes';
	return isRelative
		? `HonestDiD::createSensitivityResults_relativeMagnitudes(estimates, V, before, after, Mbarvec = ${rVector(bounds)})`
		: `HonestDiD::createSensitivityResults(estimates, V, before, after, method = "FLCI", Mvec = ${rVector(bounds)})`;
}

/** The block of a panel as `synthdid` takes it; a missing start is never. */
export function syntheticLines(request: ImpactRequestOf<'synthetic'>): string[] {
	const { unit, period, outcome, start, treated, never, estimator } = request;
	return [
		'library(synthdid)',
		`period <- numbers(${rString(period)})`,
		...(start === undefined
			? [`treated <- numbers(${rString(treated ?? '')})`]
			: [startLine(start, never), 'treated <- as.numeric(period >= start)']),
		`panel <- data.frame(unit = text(${rString(unit)}), period = as.integer(period),`,
		`  outcome = numbers(${rString(outcome)}), treated = as.integer(treated))`,
		'block <- panel.matrices(panel)',
		`found <- ${syntheticNames[estimator]}(block$Y, block$N0, block$T0)`,
		'told("effect", as.numeric(found))'
	];
}

const syntheticNames = {
	sdid: 'synthdid_estimate',
	sc: 'sc_estimate',
	did: 'did_estimate'
} as const;

export const syntheticCall = ({ estimator }: ImpactRequestOf<'synthetic'>): string =>
	`synthdid::${syntheticNames[estimator]}(Y, N0, T0)`;

const bandwidthRules = {
	'common-error': 'mserd',
	'side-error': 'msetwo',
	coverage: 'cerrd'
} as const;

function discontinuityOptions(request: ImpactRequestOf<'discontinuity'>): string[] {
	const { cutoff, order, biasOrder = order + 1, kernel, bandwidth, variance, level } = request;
	return [
		`c = ${rNumber(cutoff)}, p = ${rNumber(order)}, q = ${rNumber(biasOrder)}, kernel = "${kernel}"`,
		typeof bandwidth === 'string'
			? `bwselect = "${bandwidthRules[bandwidth]}"`
			: `h = ${rNumber(bandwidth.h)}, b = ${rNumber(bandwidth.b ?? bandwidth.h)}`,
		variance === 'HC1' ? 'vce = "hc1"' : `vce = "nn", nnmatch = ${rNumber(request.matches)}`,
		`level = ${rNumber(100 * level)}`
	];
}

export function discontinuityLines(request: ImpactRequestOf<'discontinuity'>): string[] {
	const { running, outcome, covariates, cluster } = request;
	return [
		'library(rdrobust)',
		`X <- ${termMatrix(covariates)}`,
		`found <- rdrobust(numbers(${rString(outcome)}), numbers(${rString(running)}),`,
		`  ${discontinuityOptions(request).join(',\n  ')}${covariates.length > 0 ? ',\n  covs = X' : ''}${cluster === undefined ? '' : `,\n  cluster = text(${rString(cluster)})`})`,
		'names <- c("conventional", "bias-corrected", "robust")',
		'for (k in 1:3) told(names[k], found$coef[k], found$se[k], found$ci[k, 1], found$ci[k, 2])'
	];
}

export const discontinuityCall = (request: ImpactRequestOf<'discontinuity'>): string =>
	`rdrobust::rdrobust(data$${request.outcome}, data$${request.running}, ${discontinuityOptions(request).join(', ')})`;
