import type { CurvePoint, ShownShare } from '#lib/model/survival-steps.ts';
import { halfDown } from './count-buckets.ts';
import { lifeTable } from './life-table.ts';
import type { ToldCounts } from './told-points.ts';

export interface PointOptions {
	/** The outcome first. */
	readonly causes: readonly string[];
	/** Counts are multiples of it. */
	readonly multiple: number;
	/** Decimals of a share; an error has one more. */
	readonly digits: number;
}

/** A curve as it is published, from 0 on: a function of what may be told, and of nothing else. */
export function curvePoints(told: ToldCounts, options: PointOptions): CurvePoint[] {
	const { causes, multiple, digits } = options;
	const shown = (share: ShownShare) => shownShare(share, digits);
	const none = { share: 0, standardError: 0, lower: null, upper: null };
	const start: CurvePoint = {
		time: 0,
		atRisk: halfDown(told.size, multiple),
		censored: 0,
		survival: { ...none, share: 1 },
		causes: causes.map((cause) => ({ cause, events: 0, incidence: none }))
	};
	const rows = lifeTable(told).map((row, at): CurvePoint => ({
		time: row.time,
		atRisk: halfDown(row.atRisk, multiple),
		censored: halfDown(told.censored[at]!, multiple),
		survival: shown(row.survival),
		causes: causes.map((cause, i) => {
			const events = halfDown(told.events[i]![at]!, multiple);
			const incidence = i > 0 && events === 0 ? null : shown(row.incidence[i]!);
			return { cause, events, incidence };
		})
	}));
	return [start, ...rows];
}

function shownShare(
	{ share, standardError, lower, upper }: ShownShare,
	digits: number
): ShownShare {
	const decimals = (value: number) => Number(value.toFixed(digits));
	return {
		share: decimals(share),
		standardError: Number(standardError.toFixed(digits + 1)),
		lower: lower === null ? null : decimals(lower),
		upper: upper === null ? null : decimals(upper)
	};
}
