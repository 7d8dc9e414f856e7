import type { IntervalMethod } from '#lib/model/estimate-request.ts';
import type { RQuestion, RTable } from './r-asked.ts';

type Method = Exclude<IntervalMethod, 'auto' | 'score' | 'quantile' | 'logit'>;

/** Limits by formula, for what the package cannot be asked; `t`, `tail`, `p`, `se` and `df` are there. */
const formulas: Readonly<Record<Method, readonly string[]>> = {
	xlogit: ['plogis(qlogis(p) + c(-1, 1) * t * se / (p * (1 - p)))'],
	asin: ['sin(asin(sqrt(p)) + c(-1, 1) * t * se / (2 * sqrt(p * (1 - p))))^2'],
	mean: ['p + c(-1, 1) * t * se'],
	wilson: [
		'# Score limits at the effective size; survey has them from 4.5 on.',
		'share <- t^2 * se^2 / (p * (1 - p))',
		'(p + share / 2 + c(-1, 1) * t * sqrt(se^2 + (share / (2 * t))^2)) / (1 + share)'
	],
	likelihood: [
		'# The deviance whose distance is t^2 times the design effect; survey interpolates it on a grid.',
		'far <- t^2 * se^2 * n / ((n - 1) * p * (1 - p))',
		'distance <- function(l) 2 * (p * (log(p) - plogis(l, log.p = TRUE)) +',
		'  (1 - p) * (log1p(-p) - plogis(-l, log.p = TRUE))) - far',
		'root <- function(ends) plogis(uniroot(distance, ends, tol = 1e-12)$root)',
		'c(root(qlogis(p) + c(-50, 0)), root(qlogis(p) + c(0, 50)))'
	],
	beta: [
		'# Korn and Graubard: exact limits at the effective size, adjusted for the degrees of freedom.',
		'size <- p * (1 - p) / se^2 * (qt(tail, members - 1) / qt(tail, df))^2',
		'CAP',
		'exact(p, size)'
	]
};

export interface IntervalOptions {
	readonly question: RQuestion;
	readonly table: RTable;
}

/** What svyciprop computes by the same rule; the rest by formula. */
function lines(method: Method, { question, table }: IntervalOptions): string[] {
	const { assumedDeff, calibration = [], replicates } = table;
	const plain = assumedDeff === undefined;
	const ownSize =
		question.df === 'domain' &&
		!question.capEffectiveSize &&
		calibration.length === 0 &&
		replicates === undefined;
	const known =
		method === 'xlogit' || method === 'asin' || method === 'mean' || (method === 'beta' && ownSize);
	if (plain && known)
		return [
			`as.numeric(confint(svyciprop(~x, domain, method = "${method}", level = level, df = df, na.rm = TRUE)))`
		];
	const cap = question.capEffectiveSize ? 'size <- min(size, members)' : undefined;
	return formulas[method].flatMap((line) => (line === 'CAP' ? (cap ?? []) : line));
}

const indented = (text: readonly string[], by: string) => text.map((line) => `${by}${line}`);

/** Functions of the interval of a share: `exact` and `limits`. */
export function intervalLines(options: IntervalOptions): string[] {
	const { interval } = options.question;
	const method = interval === 'logit' ? 'xlogit' : interval;
	const body =
		method === 'auto' || method === 'score' || method === 'quantile'
			? [
					'if ((p < 0.05 || p > 0.95 || events < 10) && se > 0) {',
					...indented(lines('beta', options), '  '),
					'} else {',
					...indented(lines('xlogit', options), '  '),
					'}'
				]
			: [...(method === 'beta' ? ['if (se == 0) return(c(p, p))'] : []), ...lines(method, options)];
	return [
		'exact <- function(p, size) {',
		'  tail <- (1 - level) / 2',
		'  c(if (p == 0) 0 else qbeta(tail, size * p, size * (1 - p) + 1),',
		'    if (p == 1) 1 else qbeta(1 - tail, size * p + 1, size * (1 - p)))',
		'}',
		`# ${about[method]}`,
		'# Nobody or everybody: exact limits at n / max(1, deff), with the design effect of the nearest',
		'# larger group that has one.',
		'limits <- function(domain, p, se, n, events, members, df, deff) {',
		'  if (events == 0 || events == n) return(exact(p, n / max(1, deff)))',
		'  tail <- (1 - level) / 2',
		'  t <- qt(1 - tail, df)',
		...indented(body, '  '),
		'}'
	];
}

const rule =
	'Log-odds; Korn-Graubard below 5 %, above 95 % and where fewer than 10 have the attribute.';
const about: Readonly<Record<Method | 'auto' | 'score' | 'quantile', string>> = {
	auto: rule,
	score: rule,
	quantile: rule,
	xlogit: 'Symmetric in log-odds; svyciprop(method = "logit") differs from it in the sixth digit.',
	asin: 'Symmetric in the arcsine of the root.',
	mean: 'Symmetric around the share (Wald).',
	wilson: 'Wilson: score limits.',
	likelihood: "Profile likelihood, with Rao and Scott's scaling.",
	beta: 'Korn-Graubard.'
};
