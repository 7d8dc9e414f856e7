import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

type SeriesRequest = ImpactRequestOf<'interrupted-series'>;

/** Rows of the series, then those of its control, with the columns of level, slope and season. */
function rowLines(request: SeriesRequest): string[] {
	const { period, outcome, exposure, control, interruption, season, log } = request;
	const both = (own: string, other: string | undefined) =>
		other === undefined ? own : `c(${own}, ${other})`;
	const value = (name: string) => `numbers(${rString(name)})`;
	const angle = season && `2 * pi * k * time / ${rNumber(season.period)}`;
	const waves = season
		? [
				`for (k in seq_len(${rNumber(season.harmonics)}))`,
				`  X <- cbind(X, setNames(data.frame(sin(${angle}), cos(${angle})), paste0(c("sin", "cos"), k)))`
			]
		: [];
	return [
		`raw <- raw[order(${value(period)}), , drop = FALSE]`,
		`time <- ${both(value(period), control && value(period))}`,
		`y <- ${both(value(outcome), control && value(control.outcome))}`,
		...(exposure === undefined
			? []
			: [`exposure <- ${both(value(exposure), control?.exposure && value(control.exposure))}`]),
		...(log ? ['y <- log(y)'] : []),
		`series <- rep(${control ? '1:2' : '1'}, each = nrow(raw))`,
		`trend <- data.frame(time, level = as.numeric(time >= ${rNumber(interruption)}),`,
		`  slope = pmax(0, time - ${rNumber(interruption)}))`,
		'X <- cbind("(Intercept)" = 1, trend)',
		...(control
			? [
					'treated <- as.numeric(series == 1)',
					'X <- cbind(X, treated, setNames(trend * treated, paste0("treated:", names(trend))))'
				]
			: []),
		...waves,
		'X <- as.matrix(X)',
		'colnames(X)[1] <- "(Intercept)"'
	];
}

/** Newey and West with Bartlett weights, within each series; the lag of 1994 where none is told. */
const neweyLines: readonly string[] = [
	'lagged <- function(S, apart) {',
	'  now <- seq_len(nrow(S))[-seq_len(apart)]',
	'  now <- if (apart == 0) seq_len(nrow(S)) else now[series[now] == series[now - apart]]',
	'  crossprod(S[now, , drop = FALSE], S[now - apart, , drop = FALSE])',
	'}',
	'usual_lag <- function(S) {',
	'  n <- nrow(S)',
	'  white <- rowSums(vapply(seq_len(ncol(S))[-1], function(j) lm.fit(S[-n, ], S[-1, j])$residuals, numeric(n - 1)))',
	'  sigma <- vapply(0:floor(3 * (n / 100)^(2 / 9)), function(j) sum(white[(1 + j):(n - 1)] * white[1:(n - 1 - j)]), 0)',
	'  ratio <- (2 * sum((seq_along(sigma) - 1) * sigma) / (sigma[1] + 2 * sum(sigma[-1])))^2',
	'  floor(1.1447 * ratio^(1 / 3) * n^(1 / 3))',
	'}',
	'newey_west <- function(scores, bread, lag, adjust) {',
	'  if (is.null(lag)) lag <- usual_lag(scores)',
	'  meat <- lagged(scores, 0)',
	'  for (apart in seq_len(lag)) {',
	'    part <- (1 - apart / (lag + 1)) * lagged(scores, apart)',
	'    meat <- meat + part + t(part)',
	'  }',
	'  n <- nrow(scores)',
	'  bread %*% meat %*% bread * if (adjust) n / (n - ncol(scores)) else 1',
	'}'
];

function fitLines({ model, errors, likelihood, exposure }: SeriesRequest): string[] {
	const isNewey = errors?.kind === 'newey-west';
	const lag = isNewey && errors.lag !== undefined ? rNumber(errors.lag) : 'NULL';
	const adjust = isNewey && !errors.adjust ? 'FALSE' : 'TRUE';
	const newey = (scores: string, bread: string) => [
		...neweyLines,
		`V <- newey_west(${scores}, ${bread}, ${lag}, ${adjust})`
	];
	if (model === 'ar1')
		return [
			'fit <- nlme::gls(y ~ X - 1, correlation = nlme::corAR1(form = ~ time | series),',
			`  method = "${likelihood === 'ml' ? 'ML' : 'REML'}", control = nlme::glsControl(tolerance = 1e-12, msTol = 1e-14))`,
			'estimates <- coef(fit)',
			'V <- vcov(fit)'
		];
	if (model === 'quasi-poisson')
		return [
			`fit <- glm(y ~ X - 1, family = quasipoisson${exposure === undefined ? '' : ', offset = log(exposure)'}, control = glm.control(epsilon = 1e-14))`,
			'estimates <- coef(fit)',
			...(isNewey
				? newey('X * (y - fitted(fit))', 'summary(fit)$cov.unscaled')
				: ['V <- vcov(fit)'])
		];
	return [
		'fit <- lm(y ~ X - 1)',
		'estimates <- coef(fit)',
		...(errors?.kind === 'independent'
			? ['V <- vcov(fit)']
			: newey('X * residuals(fit)', 'summary(fit)$cov.unscaled'))
	];
}

export function seriesLines(request: SeriesRequest): string[] {
	const { control, interruption, at } = request;
	const prefix = control ? 'treated:' : '';
	return [
		...rowLines(request),
		...fitLines(request),
		'df <- length(y) - ncol(X)',
		'for (k in seq_len(ncol(X))) around(colnames(X)[k], estimates[[k]], sqrt(V[k, k]), df)',
		`effect <- match(c("${prefix}level", "${prefix}slope"), colnames(X))`,
		'effect_at <- function(name, since) {',
		'  weights <- c(1, since)',
		'  error <- sqrt(drop(weights %*% V[effect, effect] %*% weights))',
		'  around(name, sum(weights * estimates[effect]), error, df)',
		'}',
		`since <- time[series == 1 & time >= ${rNumber(interruption)}] - ${rNumber(interruption)}`,
		'effect_at("average effect", mean(since))',
		...(at.length === 0
			? []
			: [
					`for (one in ${rVector(at)}) effect_at(paste("effect at", one), one - ${rNumber(interruption)})`
				])
	];
}

export function seriesCall({ model, likelihood, exposure, outcome }: SeriesRequest): string {
	const formula = `${outcome} ~ time + level + slope`;
	if (model === 'ar1')
		return `nlme::gls(${formula}, data, correlation = nlme::corAR1(form = ~ time), method = "${likelihood === 'ml' ? 'ML' : 'REML'}")`;
	if (model === 'quasi-poisson')
		return `stats::glm(${formula}${exposure === undefined ? '' : ` + offset(log(${exposure}))`}, quasipoisson, data)`;
	return `lmtest::coeftest(stats::lm(${formula}, data), vcov. = sandwich::NeweyWest, prewhite = FALSE, adjust = TRUE)`;
}
