import { DataError, DomainError } from '#lib/errors.ts';
import { clopperPearsonInterval } from '#lib/stats/intervals/clopper-pearson-interval.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { binomialTest } from '#lib/stats/tests/binomial-test.ts';

/** Events of a group and what they are counted over: person-years, inhabitants, days. */
export interface EventCount {
	readonly events: number;
	/** Above 0; defaults to 1. */
	readonly exposure?: number;
}

export interface CountRatio {
	/** Rate of the treated over that of the controls; undefined without an event of the controls. */
	readonly estimate: number | undefined;
	/** Exact; the upper limit is Infinity without an event of the controls. None without any event. */
	readonly interval: Interval | undefined;
	/** Exact, two-sided, of the ratio being `nullRatio`. */
	readonly p: number;
	readonly nullRatio: number;
	readonly level: number;
	readonly events: { readonly treated: number; readonly control: number };
	readonly rates: { readonly treated: number; readonly control: number };
	readonly variance: 'conditional-exact';
}

/**
 * Ratio of two Poisson rates, given the sum of their events: exact however few they are. Agrees with
 * R `poisson.test(c(x1, x2), c(t1, t2))`. Counts that vary more than Poisson make it too sure.
 * @throws DataError for a count that is not a whole number from 0.
 */
export function countRatio(
	treated: EventCount,
	control: EventCount,
	{ level = 0.95, nullRatio = 1 }: { readonly level?: number; readonly nullRatio?: number } = {}
): CountRatio {
	checkedLevel(level);
	if (!(nullRatio > 0 && nullRatio < Infinity))
		throw new DomainError(`ratio under the hypothesis not above 0: ${nullRatio}`);
	const [own, other] = [checkedCount(treated, 'treated'), checkedCount(control, 'control')];
	const all = own.events + other.events;
	const scale = other.exposure / own.exposure;
	const rates = {
		treated: own.events / own.exposure,
		control: other.events / other.exposure
	};
	return {
		estimate: other.events > 0 ? rates.treated / rates.control : undefined,
		interval: all > 0 ? ratioInterval(own.events, all, { scale, level }) : undefined,
		p: all > 0 ? binomialTest(own.events, all, nullRatio / (nullRatio + scale)) : 1,
		nullRatio,
		level,
		events: { treated: own.events, control: other.events },
		rates,
		variance: 'conditional-exact'
	};
}

/** Limits of the share of the treated among all events, as odds. */
function ratioInterval(
	events: number,
	all: number,
	{ scale, level }: { readonly scale: number; readonly level: number }
): Interval {
	const { lower, upper } = clopperPearsonInterval(events / all, all, level);
	const odds = (share: number) => (share === 1 ? Infinity : (scale * share) / (1 - share));
	return { lower: odds(lower), upper: odds(upper) };
}

/** A count with its exposure. @throws DataError unless whole, from 0, over something. */
export function checkedCount({ events, exposure = 1 }: EventCount, where: string) {
	if (!(Number.isInteger(events) && events >= 0))
		throw new DataError(`events not a whole number from 0, ${where}: ${events}`);
	if (!(exposure > 0 && exposure < Infinity))
		throw new DataError(`exposure not above 0, ${where}: ${exposure}`);
	return { events, exposure };
}

/** Events of the treated after the start below which a normal interval is refused. */
const fewestEvents = 10;

/** Why a normal interval of a count is refused, and what to use. */
export interface TooFewEvents {
	readonly code: 'too-few-events';
	readonly events: number;
	readonly minimum: number;
	readonly next: 'exact-or-randomisation';
}

/** The rule for sparse counts: with fewer events of the treated after the start, no normal interval. */
export function normalIntervalAllowed(
	events: number,
	minimum = fewestEvents
): { readonly allowed: true } | { readonly allowed: false; readonly refusal: TooFewEvents } {
	if (!(events >= 0)) throw new DomainError(`events below 0: ${events}`);
	if (!(minimum >= 0)) throw new DomainError(`declared count of events below 0: ${minimum}`);
	if (events >= minimum) return { allowed: true };
	const next = 'exact-or-randomisation';
	return { allowed: false, refusal: { code: 'too-few-events', events, minimum, next } };
}
