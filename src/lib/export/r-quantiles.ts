import type { RQuestion } from './r-asked.ts';
import { rVector } from './r-syntax.ts';

type Quantile = Extract<RQuestion['measure'], { statistic: 'quantile' }>;
type Rule = Quantile['rule'];

/** Places of the values on the way from 0 to 1, for the rules that interpolate. */
const places: Partial<Record<Rule, string>> = {
	hf4: 'sums / total',
	hf5: '(sums - w / 2) / total',
	hf6: 'sums / (total + w[n])',
	hf7: '(sums - w) / (sums[n] - w[n])',
	hf8: '(sums - w + 2 * sums) / (3 * total + w[n])',
	hf9: '(3 * (sums - w) + 5 * sums) / (8 * total + 2 * w[n])',
	shahvaish: '(sums / mean(w) + 0.5 - w / mean(w) / 2) / (n + 1)'
};

/** What a step of exactly that height gives. */
const steps: Partial<Record<Rule, string>> = {
	school: '(x[at] + following) / 2',
	hf2: '(x[at] + following) / 2',
	hf3: 'if (at %% 2 == 1) following else x[at]'
};

function ruleBody(rule: Rule): string[] {
	const place = places[rule];
	if (place === undefined)
		return [
			'  at <- max(0, which(sums <= p * total))',
			'  if (at == 0) return(x[1])',
			'  following <- x[min(at + 1, n)]',
			'  if (sums[at] / total != p) return(following)',
			`  ${steps[rule] ?? 'x[at]'}`
		];
	if (rule === 'shahvaish') return [`  at <- ${place}`, '  x[max(1, which(at <= p))]'];
	return [
		`  place <- ${place}`,
		'  at <- max(0, which(place <= p))',
		'  if (at == 0 || at == n) return(x[max(1, at)])',
		'  x[at] + (x[at + 1] - x[at]) * (p - place[at]) / (place[at + 1] - place[at])'
	];
}

/** The quantile by its rule: survey's, but for slips of it that the comment names. */
const ruleLines = (rule: Rule): string[] => [
	`# svyquantile(qrule = "${rule}"), but for a slip of it: up to the share of the smallest value the`,
	`# quantile is that value${rule === 'shahvaish' ? ', and weights are taken as of mean 1 throughout' : ''}.`,
	'rule <- function(x, w, p) {',
	'  ascending <- order(x)',
	'  x <- x[ascending][w[ascending] != 0]',
	'  w <- w[ascending][w[ascending] != 0]',
	...(rule === 'hf3' ? ['  w <- as.numeric(tapply(w, x, sum))', '  x <- sort(unique(x))'] : []),
	'  n <- length(x)',
	'  if (n == 1) return(x)',
	'  sums <- cumsum(w)',
	'  total <- sum(w)',
	...ruleBody(rule),
	'}'
];

type Interval = 'mean' | 'beta' | 'xlogit' | 'asin' | 'score' | 'quantile';

/** The interval of the share up to the quantile, whose ends are turned back into values (Woodruff). */
const shares: Readonly<Record<Exclude<Interval, 'score' | 'quantile'>, readonly string[]>> = {
	mean: ['p + c(-1, 1) * t * se'],
	xlogit: ['plogis(qlogis(p) + c(-1, 1) * t * se / (p * (1 - p)))'],
	asin: ['sin(asin(sqrt(p)) + c(-1, 1) * t * se / (2 * sqrt(p * (1 - p))))^2'],
	beta: [
		'if (se == 0) return(c(NA, NA))',
		'tail <- (1 - level) / 2',
		'size <- p * (1 - p) / se^2 * (qt(tail, n - 1) / qt(tail, df))^2',
		'c(qbeta(tail, size * p, size * (1 - p) + 1), qbeta(1 - tail, size * p + 1, size * (1 - p)))'
	]
};

const shareOf = [
	'share_up_to <- function(domain, limit) {',
	'  m <- svymean(~up_to, update(domain, up_to = as.numeric(domain$variables$x <= limit)))',
	'  list(share = as.numeric(coef(m)), se = as.numeric(SE(m)))',
	'}'
];

function limitLines(interval: Interval): string[] {
	if (interval === 'quantile')
		return [
			'# From the spread of the quantile over the replicates.',
			'limits <- function(domain, x, w, q, p, df, t) {',
			'  spread <- withReplicates(domain, function(w, data) rule(data$x, w, p))',
			'  q + c(-1, 1) * t * as.numeric(SE(spread))',
			'}'
		];
	if (interval === 'score') return scoreLines;
	return [
		...shareOf,
		'ends <- function(p, se, n, df, t) {',
		'  if (p <= 0 || p >= 1) return(c(NA, NA))',
		...shares[interval].map((line) => `  ${line}`),
		'}',
		'limits <- function(domain, x, w, q, p, df, t) {',
		'  at <- share_up_to(domain, q)',
		'  back <- ends(at$share, at$se, sum(w != 0), df, t)',
		'  c(if (is.na(back[1]) || back[1] < 0) NA else rule(x, w, back[1]),',
		'    if (is.na(back[2]) || back[2] > 1) NA else rule(x, w, back[2]))',
		'}'
	];
}

const scoreLines = [
	...shareOf,
	'# Values that a test of their share does not reject (Francisco and Fuller). survey reads an',
	'# unweighted share as a weighted one; this does not.',
	'limits <- function(domain, x, w, q, p, df, t) {',
	'  values <- sort(unique(x[w != 0]))',
	'  tested <- length(values) - 1',
	'  if (tested < 1) return(c(NA, NA))',
	'  score <- function(i) {',
	'    at <- share_up_to(domain, values[i])',
	'    (p - at$share) / at$se',
	'  }',
	'  crossing <- function(limit) {',
	'    from <- 1',
	'    to <- tested + 1',
	'    while (from < to) {',
	'      middle <- (from + to) %/% 2',
	'      if (score(middle) < limit) to <- middle else from <- middle + 1',
	'    }',
	'    if (from == 1 || from == tested + 1) return(NA)',
	'    nearer <- if (abs(score(from - 1) - limit) < abs(score(from) - limit)) from - 1 else from',
	'    rule(x, w, sum(w[x <= values[nearer]]) / sum(w))',
	'  }',
	'  c(crossing(t), crossing(-t))',
	'}'
];

const intervalOf = ({ interval }: RQuestion): Interval =>
	(['beta', 'xlogit', 'asin', 'score', 'quantile'] as const).find((one) => one === interval) ??
	'mean';

/** `measured(rows, key)` for quantiles: one line a probability. */
export function quantileLines({ probabilities, rule }: Quantile, question: RQuestion): string[] {
	return [
		...ruleLines(rule),
		...limitLines(intervalOf(question)),
		`probabilities <- ${rVector(probabilities)}`,
		'measured <- function(rows, key) {',
		'  answered <- rows & member & !is.na(value)',
		'  n <- sum(answered)',
		'  parts <- as.character(probabilities)',
		'  if (n == 0) return(line(parts, n, n, status = "no-cases"))',
		'  all <- update(design, x = ifelse(is.na(value), 0, value))',
		'  df <- freedom(all[rows & member, ])',
		'  if (!(df > 0)) return(line(parts, n, n, status = "no-degrees-of-freedom"))',
		'  domain <- all[answered, ]',
		'  t <- qt((1 + level) / 2, df)',
		'  x <- value[answered]',
		'  own <- w[answered]',
		'  do.call(rbind, lapply(seq_along(probabilities), function(i) guarded(parts[i], n, n, function() {',
		'    stopifnot(is.finite(SE(svymean(~x, domain))))',
		'    p <- probabilities[i]',
		'    q <- rule(x, own, p)',
		'    ci <- limits(domain, x, own, q, p, df, t)',
		'    if (anyNA(ci)) return(line(parts[i], n, n, status = "no-limits"))',
		'    line(parts[i], n, n, q, diff(ci) / (2 * t) * widened, q + (ci - q) * widened, df)',
		'  })))',
		'}'
	];
}
