import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { termMatrix } from './r-impact-data.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

type FollowedRequest = ImpactRequestOf<'survival' | 'nelson-aalen' | 'cox' | 'competing-events'>;

const followedLines = ({ time, event, entry }: FollowedRequest): string[] => [
	'library(survival)',
	`time <- numbers(${rString(time)})`,
	`event <- numbers(${rString(event)})`,
	...(entry === undefined ? [] : [`entry <- numbers(${rString(entry)})`])
];

const followed = ({ entry }: FollowedRequest, event: string) =>
	entry === undefined ? `Surv(time, ${event})` : `Surv(entry, time, ${event})`;

const armLines = (arm: string | undefined): string[] => [
	`arm <- ${arm === undefined ? 'rep("", length(time))' : `text(${rString(arm)})`}`,
	'arms <- sort(unique(arm), method = "radix")',
	'named <- function(name, arm) if (arm == "") name else paste0(name, ", ", arm)'
];

/** A curve read at some times; beyond the last time nothing is known. */
const readingLines = (at: readonly number[], what: string): string[] =>
	at.length === 0
		? []
		: [
				`  for (one in ${rVector(at)}) {`,
				'    if (one > max(time[arm == own])) next',
				'    at <- summary(curve, times = one, extend = TRUE)',
				...(what === 'hazard'
					? ['    told(named(paste("hazard at", one), own), at$cumhaz, at$std.chaz)']
					: [
							'    known <- at$surv > 0 & at$surv < 1',
							'    told(named(paste("survival at", one), own), at$surv, at$std.err,',
							'      ifelse(known, at$lower, NA), ifelse(known, at$upper, NA))'
						]),
				'  }'
			];

export function survivalLines(request: ImpactRequestOf<'survival'>): string[] {
	const { arm, strata, scale, quantiles, at, restrictedUntil: until, rho, entry } = request;
	return [
		...followedLines(request),
		...armLines(arm),
		'for (own in arms) {',
		`  curve <- survfit(${followed(request, 'event')} ~ 1, subset = arm == own,`,
		`    conf.type = "${scale}", conf.int = level)`,
		...readingLines(at, 'survival'),
		`  for (p in ${rVector(quantiles)}) {`,
		'    found <- quantile(curve, p)',
		'    told(named(paste("quantile", p), own), found$quantile, NA, found$lower, found$upper)',
		'  }',
		...(until === undefined
			? []
			: [
					`  mean <- summary(curve, rmean = ${rNumber(until)})$table`,
					'  around(named("restricted mean", own), mean[[grep("rmean$", names(mean))]], mean[["se(rmean)"]])'
				]),
		'}',
		...(arm === undefined || entry !== undefined
			? []
			: [
					`test <- survdiff(${followed(request, 'event')} ~ arm${strata === undefined ? '' : ` + strata(text(${rString(strata)}))`}, rho = ${rNumber(rho)})`,
					'told("log-rank", test$chisq)'
				])
	];
}

export function survivalCall(request: ImpactRequestOf<'survival'>): string {
	const { time, event, arm = '1', entry, scale } = request;
	const first = entry === undefined ? '' : `${entry}, `;
	return `survival::survfit(survival::Surv(${first}${time}, ${event}) ~ ${arm}, data, conf.type = "${scale}")`;
}

export const nelsonAalenLines = (request: ImpactRequestOf<'nelson-aalen'>): string[] => [
	...followedLines(request),
	...armLines(request.arm),
	'for (own in arms) {',
	`  curve <- survfit(${followed(request, 'event')} ~ 1, subset = arm == own, stype = 2, ctype = 1)`,
	...readingLines(request.at, 'hazard'),
	'}'
];

export function coxLines(request: ImpactRequestOf<'cox'>): string[] {
	const { covariates, strata, weight, cluster, ties } = request;
	return [
		...followedLines(request),
		`X <- ${termMatrix(covariates)}`,
		...(strata === undefined ? [] : [`stratum <- text(${rString(strata)})`]),
		...(weight === undefined ? [] : [`w <- numbers(${rString(weight)})`]),
		...(cluster === undefined ? [] : [`group <- text(${rString(cluster)})`]),
		`fit <- coxph(${followed(request, 'event')} ~ X${strata === undefined ? '' : ' + strata(stratum)'}, ties = "${ties}",`,
		`  ${weight === undefined ? '' : 'weights = w, '}${cluster === undefined ? '' : 'cluster = group, '}${weight !== undefined && cluster === undefined ? 'robust = TRUE, ' : ''}control = coxph.control(eps = 1e-12, iter.max = 100))`,
		'for (k in seq_along(coef(fit))) around(colnames(X)[k], coef(fit)[[k]], sqrt(vcov(fit)[k, k]))',
		'test <- cox.zph(fit)$table',
		'told("proportionality", test["GLOBAL", "chisq"])'
	];
}

export function coxCall(request: ImpactRequestOf<'cox'>): string {
	const { time, event, entry, covariates, strata, ties } = request;
	const names = covariates.map((term) => (typeof term === 'string' ? term : term.category));
	const right = [...names, ...(strata === undefined ? [] : [`strata(${strata})`])].join(' + ');
	const first = entry === undefined ? '' : `${entry}, `;
	return `survival::coxph(survival::Surv(${first}${time}, ${event}) ~ ${right}, data, ties = "${ties}")`;
}

export function competingLines(request: ImpactRequestOf<'competing-events'>): string[] {
	const { arm, at, cause, entry } = request;
	return [
		...followedLines(request),
		...armLines(arm),
		`causes <- max(event, ${rNumber(cause)})`,
		'person <- seq_along(time)',
		'for (own in arms) {',
		`  curve <- survfit(${followed(request, 'factor(event, 0:causes)')} ~ 1, subset = arm == own${entry === undefined ? '' : ', id = person'})`,
		...(at.length === 0
			? []
			: [
					`  for (k in seq_len(causes)) for (one in ${rVector(at)}) {`,
					'    if (one > max(time[arm == own])) next',
					'    at <- summary(curve, times = one, extend = TRUE)',
					'    share <- at$pstate[, k + 1]',
					'    error <- at$std.err[, k + 1]',
					'    power <- qnorm(1 - (1 - level) / 2) * error / (share * -log(share))',
					'    known <- share > 0 & share < 1',
					'    told(named(paste("event", k, "by", one), own), share, error,',
					'      ifelse(known, share^exp(power), NA), ifelse(known, share^exp(-power), NA))',
					'  }'
				]),
		'}',
		...(arm === undefined
			? []
			: [
					'if (requireNamespace("cmprsk", quietly = TRUE))',
					`  told("gray", cmprsk::cuminc(time, event, arm)$Tests[${rNumber(cause)}, "stat"])`
				])
	];
}

export function competingCall({ time, event, arm = '1' }: ImpactRequestOf<'competing-events'>) {
	return `survival::survfit(survival::Surv(${time}, factor(${event})) ~ ${arm}, data); cmprsk::cuminc(${time}, ${event}, ${arm})`;
}
