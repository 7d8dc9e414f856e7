import { ringColumn } from '#lib/impact/evaluation/published-columns.ts';
import type { ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import { type ImpactRequest, impactRequest } from '#lib/model/impact-request.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { rNumber, rString } from './r-syntax.ts';

/** What a script asks of a file, and what it does before and after. */
export interface ProgrammeQuestion {
	readonly request: ImpactRequest;
	readonly prepared: readonly string[];
	/** Tells `main effect`. */
	readonly added: readonly string[];
	readonly notes?: readonly string[];
}

/** No column of a published panel: these are made in the script. */
const rate = '(rate)';
const start = '(start)';

/** The column of an outcome, and how it is made where it is a rate; blank without exposure. */
function outcomeColumn({ column = '', scale }: ProgrammeOutcome): {
	readonly name: string;
	readonly made: readonly string[];
} {
	if (scale.kind !== 'count' || scale.exposure === undefined) return { name: column, made: [] };
	return {
		name: rate,
		made: [
			`exposure <- numbers(${rString(scale.exposure)})`,
			'exposure[!(exposure > 0)] <- NA',
			`raw[[${rString(rate)}]] <- ${rNumber(scale.per)} * numbers(${rString(column)}) / exposure`
		]
	};
}

/** The main estimate of a panel; the ring of neighbours is left out as the evaluation leaves it. */
export function panelQuestion(
	{ design }: ProgrammeWith<'panel'>,
	outcome: ProgrammeOutcome,
	variance: string
): ProgrammeQuestion {
	const { table, geography } = design;
	const { name, made } = outcomeColumn(outcome);
	const { unit, period, never } = table;
	const asked = {
		...{ unit, period, outcome: name, never: never.flatMap((text) => [text, `'${text}`]) },
		...(table.start === undefined ? { start, never: ['Inf'] } : { start: table.start })
	};
	return {
		...questionOf(design, asked, variance),
		prepared: [
			...(geography.kind === 'none' ? [] : ringLines),
			...(table.start === undefined ? startLines(table) : []),
			...made
		]
	};
}

/** Without a unit in the ring the panel has no such column. */
const ringLines: readonly string[] = [
	'# Neighbours of treated units are compared with nobody.',
	`ring <- raw[[${rString(ringColumn)}]]`,
	'if (!is.null(ring)) raw <- raw[ring == "", , drop = FALSE]'
];

function startLines({ unit, period, treated = '' }: ProgrammeWith<'panel'>['design']['table']) {
	return [
		`first <- ifelse(numbers(${rString(treated)}) == 1, numbers(${rString(period)}), Inf)`,
		`raw[[${rString(start)}]] <- as.character(ave(first, text(${rString(unit)}), FUN = min))`
	];
}

function questionOf(
	{ estimator, control, method, anticipation, table }: ProgrammeWith<'panel'>['design'],
	asked: Readonly<Record<string, unknown>>,
	variance: string
): Omit<ProgrammeQuestion, 'prepared'> {
	const { cluster, weight } = table;
	const covariates = table.covariates.map(({ column }) => column);
	const more = { covariates, ...(cluster && { cluster }), ...(weight && { weight }) };
	switch (estimator) {
		case 'group-time':
			return {
				request: impactRequest.parse({
					...{ method: estimator, ...asked, ...more, control, anticipation, adjustment: method },
					...{ base: 'universal', alreadyTreated: 'drop', band: { kind: 'none' } }
				}),
				added: ['around("main effect", found$overall.att, error)']
			};
		case 'two-by-two':
			return {
				request: impactRequest.parse({ method: estimator, ...asked, ...more }),
				added: variance === 'CR2' ? biasReducedLines : [mainOf('results[1, ]')]
			};
		default:
			return {
				request: impactRequest.parse({
					...{ method: 'synthetic', ...asked },
					estimator: estimator === 'synthetic-did' ? 'sdid' : 'sc'
				}),
				added: ['told("main effect", as.numeric(found))']
			};
	}
}

/** A line that was told before, told again as the main one. */
const mainOf = (line: string): string =>
	`with(${line}, told("main effect", estimate, standard_error, lower, upper))`;

/** CR2 with Satterthwaite's degrees of freedom, every fixed effect written out. */
const biasReducedLines: readonly string[] = [
	'# CR2 with Satterthwaite degrees of freedom, as clubSandwich::coef_test(vcov = "CR2").',
	'others <- sqrt(w) * cbind(model.matrix(~ factor(unit) + factor(period)), X)',
	'own <- qr.resid(qr(others), sqrt(w) * treated)',
	'direction <- own / sum(own^2)',
	'decomposed <- qr(cbind(others, sqrt(w) * treated))',
	'Q <- qr.Q(decomposed)[, seq_len(decomposed$rank), drop = FALSE]',
	'residual <- qr.resid(decomposed, sqrt(w) * outcome)',
	'parts <- lapply(split(seq_along(outcome), cluster), function(rows) {',
	'  e <- eigen(tcrossprod(Q[rows, , drop = FALSE]), symmetric = TRUE)',
	'  root <- ifelse(e$values < 1 - 1e-9, 1 / sqrt(pmax(1 - e$values, 1e-9)), 0)',
	'  a <- drop(e$vectors %*% (root * crossprod(e$vectors, direction[rows])))',
	'  list(score = sum(a * residual[rows]), square = sum(a^2), image = crossprod(Q[rows, , drop = FALSE], a))',
	'})',
	'score <- vapply(parts, function(part) part$score, 0)',
	'image <- do.call(cbind, lapply(parts, function(part) part$image))',
	'P <- diag(vapply(parts, function(part) part$square, 0)) - crossprod(image)',
	'around("main effect", sum(direction * sqrt(w) * outcome), sqrt(sum(score^2)), sum(diag(P))^2 / sum(P^2))'
];

/** One series, its rates, and the effect at the first of the declared periods. */
export function seriesQuestion(
	{ design }: ProgrammeWith<'series'>,
	outcome: ProgrammeOutcome
): ProgrammeQuestion {
	const { season, harmonics, interruption, effectAt } = design;
	const isRatio = design.variance === 'quasi-poisson' && outcome.scale.kind === 'count';
	const { name, made } = outcomeColumn(outcome);
	const exposure = outcome.scale.kind === 'count' ? outcome.scale.exposure : undefined;
	const model = isRatio
		? { model: 'quasi-poisson', errors: { kind: 'dispersion' }, outcome: outcome.column }
		: design.variance === 'ar1'
			? { model: 'ar1', likelihood: 'reml', outcome: name }
			: { model: 'ols', errors: { kind: 'newey-west' }, outcome: name };
	return {
		request: impactRequest.parse({
			...{ method: 'interrupted-series', period: design.table.period, interruption },
			...{ ...model, at: [effectAt[0]] },
			...(isRatio && exposure !== undefined && { exposure }),
			...(season !== undefined && {
				season: { period: season, harmonics: harmonics ?? (season < 5 ? 1 : 2) }
			})
		}),
		prepared: isRatio ? [] : made,
		added: [
			'main <- results[nrow(results), ]',
			isRatio
				? 'with(main, told("main effect", exp(estimate), standard_error, exp(lower), exp(upper)))'
				: mainOf('main')
		],
		...(isRatio && { notes: ['The main effect is a ratio; its error is that of the logarithm.'] })
	};
}

/** A jump: the local fit, with error and limits that answer for its bias. */
export function discontinuityQuestion(
	{ design }: ProgrammeWith<'discontinuity'>,
	outcome: ProgrammeOutcome
): ProgrammeQuestion {
	const { cutoff, treatedSide, table } = design;
	const { name, made } = outcomeColumn(outcome);
	const { running, cluster } = table;
	const isBelow = treatedSide === 'below';
	return {
		request: impactRequest.parse({
			...{ method: 'discontinuity', running, outcome: name, cutoff },
			...(cluster && { cluster })
		}),
		prepared: made,
		added: [
			isBelow
				? 'told("main effect", -found$coef[1], found$se[3], -found$ci[3, 2], -found$ci[3, 1])'
				: 'told("main effect", found$coef[1], found$se[3], found$ci[3, 1], found$ci[3, 2])'
		],
		...(isBelow && {
			notes: ['The rule applies below the cut-off: the main effect is below less above.']
		})
	};
}
