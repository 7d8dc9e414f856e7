import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import type { PowerQuestion } from '#lib/model/impact-planning.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

/** `name` of every test, with R's adjustments and the two stages of Benjamini, Krieger and Yekutieli. */
export function pValuesLines({ values, p = '', name }: ImpactRequestOf<'p-values'>): string[] {
	const numbered = 'paste("test", seq_along(p))';
	return [
		`p <- ${values ? rVector(values.map((one) => one.p)) : `numbers(${rString(p)})`}`,
		values
			? `name <- ${rVector(values.map((one, i) => one.name ?? `test ${i + 1}`))}`
			: `name <- ${name === undefined ? numbered : `raw[[${rString(name)}]]`}`,
		'findings <- function(p, rate) {',
		'  sorted <- sort(p)',
		'  max(0, which(sorted <= rate * seq_along(sorted) / length(sorted)))',
		'}',
		'sharpened <- function(p) {',
		'  q <- rep(1, length(p))',
		'  q[is.na(p)] <- NA',
		'  m <- sum(!is.na(p))',
		'  for (rate in (1000:1) / 1000) {',
		'    first <- rate / (1 + rate)',
		'    found <- findings(p, first)',
		'    if (found > 0 && found < m) found <- findings(p, first * m / (m - found))',
		'    q[rank(p, ties.method = "first", na.last = "keep") <= found] <- rate',
		'  }',
		'  q',
		'}',
		'holm <- p.adjust(p, "holm")',
		'bh <- p.adjust(p, "BH")',
		'bonferroni <- p.adjust(p, "bonferroni")',
		'by <- p.adjust(p, "BY")',
		'q <- sharpened(p)',
		'for (k in seq_along(p)) {',
		'  told(paste("holm", name[k]), holm[k])',
		'  told(paste("benjamini-hochberg", name[k]), bh[k])',
		'  told(paste("sharpened q", name[k]), q[k])',
		'  told(paste("bonferroni", name[k]), bonferroni[k])',
		'  told(paste("benjamini-yekutieli", name[k]), by[k])',
		'}'
	];
}

type Design = Extract<PowerQuestion, { design: unknown }>['design'];

function spreadOf(design: Design): string {
	switch (design.kind) {
		case 'individual':
			return '1';
		case 'cluster':
			return `1 + (${rNumber(design.clusterSize)} - 1) * ${rNumber(design.betweenShare)}`;
		case 'difference-in-differences':
			return `(1 - ${rNumber(design.correlation)}) * (1 / ${rNumber(design.before)} + 1 / ${rNumber(design.after)})`;
	}
}

/** `effect_of(units)`: the smallest effect that a design finds. */
function designLines(design: Design, reference: 'normal' | 't' | undefined): string[] {
	const isCluster = design.kind === 'cluster';
	const isT = (reference ?? (isCluster ? 't' : 'normal')) === 't';
	const df = isT ? `units${isCluster ? ` / ${rNumber(design.clusterSize)}` : ''} - 2` : 'Inf';
	return [
		'effect_of <- function(units) {',
		`  df <- ${df}`,
		`  spread <- (1 - ${rNumber(design.explainedShare)}) * (${spreadOf(design)})`,
		`  share <- ${rNumber(design.treatedShare)}`,
		`  (qt(1 - alpha / 2, df) + qt(power, df)) * ${rNumber(design.standardDeviation)} * sqrt(spread / (share * (1 - share) * units))`,
		'}'
	];
}

export function powerLines({ question, alpha, power }: ImpactRequestOf<'power'>): string[] {
	return [`alpha <- ${rNumber(alpha)}`, `power <- ${rNumber(power)}`, ...questionLines(question)];
}

function questionLines(question: PowerQuestion): string[] {
	switch (question.kind) {
		case 'detectable-effect':
			return [
				...designLines(question.design, question.reference),
				`told("detectable effect", effect_of(${rNumber(question.units)}))`
			];
		case 'units': {
			const { design, reference, effect } = question;
			const step = design.kind === 'cluster' ? rNumber(design.clusterSize) : '1';
			return [
				...designLines(design, reference),
				'steps <- 3',
				`while (!(effect_of(steps * ${step}) <= abs(${rNumber(effect)}))) steps <- steps + 1`,
				`told("units", steps * ${step})`
			];
		}
		case 'proportions':
			return [
				`found <- power.prop.test(p1 = ${rNumber(question.shares[0])}, p2 = ${rNumber(question.shares[1])}, sig.level = alpha, power = power, tol = 1e-12)`,
				'told("people in each arm", found$n)'
			];
		case 'means':
			return [
				`found <- power.t.test(delta = ${rNumber(Math.abs(question.effect))}, sd = ${rNumber(question.standardDeviation)}, sig.level = alpha, power = power, tol = 1e-12)`,
				'told("people in each arm", found$n)'
			];
		case 'log-rank': {
			const { hazardRatio, treatedShare: share } = question;
			return [
				`share <- ${rNumber(share)}`,
				`told("events", (qnorm(1 - alpha / 2) + qnorm(power))^2 / (share * (1 - share) * log(${rNumber(hazardRatio)})^2))`
			];
		}
		case 'afterwards': {
			const df = rNumber(question.df ?? Infinity);
			return [
				`told("detectable effect", (qt(1 - alpha / 2, ${df}) + qt(power, ${df})) * ${rNumber(question.standardError)})`
			];
		}
	}
}

export function powerCall({ question, alpha, power }: ImpactRequestOf<'power'>) {
	const chances = `sig.level = ${rNumber(alpha)}, power = ${rNumber(power)}`;
	switch (question.kind) {
		case 'proportions':
			return `stats::power.prop.test(p1 = ${rNumber(question.shares[0])}, p2 = ${rNumber(question.shares[1])}, ${chances})`;
		case 'means':
			return `stats::power.t.test(delta = ${rNumber(question.effect)}, sd = ${rNumber(question.standardDeviation)}, ${chances})`;
		default:
			return undefined;
	}
}

export function costLines(request: ImpactRequestOf<'cost-effectiveness'>): string[] {
	const { cost, costError, effect, effectError, correlation, worths } = request;
	return [
		`cost <- ${rNumber(cost)}`,
		`cost_error <- ${rNumber(costError)}`,
		`effect <- ${rNumber(effect)}`,
		`effect_error <- ${rNumber(effectError)}`,
		`shared <- ${rNumber(correlation)} * cost_error * effect_error`,
		'z <- qnorm(1 - (1 - level) / 2)',
		'# Fieller: ratios r with (cost - r effect)^2 within z^2 of its variance.',
		'a <- effect^2 - (z * effect_error)^2',
		'b <- cost * effect - z^2 * shared',
		'c <- cost^2 - (z * cost_error)^2',
		'root <- sqrt(max(0, b^2 - a * c))',
		'bounded <- a > 0',
		'told("cost of one unit of effect", if (effect == 0) NA else cost / effect, NA,',
		'  if (bounded) (b - root) / a else NA, if (bounded) (b + root) / a else NA)',
		...(worths.length === 0
			? []
			: [
					`for (worth in ${rVector(worths)})`,
					'  around(paste("net benefit at", worth), worth * effect - cost,',
					'    sqrt((worth * effect_error)^2 + cost_error^2 - 2 * worth * shared))'
				])
	];
}

/** Sums of both arms by the exact test; with counts before, Poisson with a column a unit. */
export function countRatioLines(request: ImpactRequestOf<'count-ratio'>): string[] {
	const { treated, before, after, exposureBefore, exposureAfter, cluster } = request;
	const value = (name: string | undefined) =>
		name === undefined ? 'rep(1, nrow(raw))' : `numbers(${rString(name)})`;
	const shared = [
		`treated <- numbers(${rString(treated)})`,
		`after <- numbers(${rString(after)})`,
		`since <- ${value(exposureAfter)}`
	];
	if (before === undefined)
		return [
			...shared,
			'own <- treated == 1',
			'found <- poisson.test(c(sum(after[own]), sum(after[!own])), c(sum(since[own]), sum(since[!own])), conf.level = level)',
			'told("ratio", found$estimate, NA, found$conf.int[1], if (is.finite(found$conf.int[2])) found$conf.int[2] else NA)'
		];
	return [
		...shared,
		`before <- numbers(${rString(before)})`,
		`cluster <- ${cluster === undefined ? 'seq_along(after)' : `text(${rString(cluster)})`}`,
		'clusters <- length(unique(cluster))',
		'# Units without any event tell nothing of a change.',
		'unit <- which(before + after > 0)',
		`rows <- data.frame(unit = factor(c(unit, unit)), events = c(before[unit], after[unit]),`,
		`  exposure = c((${value(exposureBefore)})[unit], since[unit]), late = rep(0:1, each = length(unit)))`,
		'rows$both <- rows$late * treated[c(unit, unit)]',
		'fit <- glm(events ~ unit + late + both, poisson, rows, offset = log(exposure), control = glm.control(epsilon = 1e-14))',
		'scores <- rowsum(model.matrix(fit) * (rows$events - fitted(fit)), cluster[c(unit, unit)])',
		'bread <- summary(fit)$cov.unscaled',
		'V <- clusters / (clusters - 1) * bread %*% crossprod(scores) %*% bread',
		'around("log ratio of ratios", coef(fit)[["both"]], sqrt(V["both", "both"]), clusters - 1)',
		'told("ratio of ratios", exp(coef(fit)[["both"]]))'
	];
}

export function countRatioCall({ before }: ImpactRequestOf<'count-ratio'>): string {
	return before === undefined
		? 'stats::poisson.test(c(events, other_events), c(exposure, other_exposure))'
		: 'stats::glm(events ~ unit + late + both, poisson, data, offset = log(exposure))';
}
