import { DataError } from '#lib/errors.ts';
import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { countRatio } from '../counts/rate-ratio.ts';
import { ratioOfRatios } from '../counts/ratio-of-ratios.ts';
import type { Found } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { impactRoles } from './impact-roles.ts';
import { named } from './named-estimates.ts';

type CountRequest = ImpactRequestOf<'count-ratio'>;

/** Ratio of the rates of the arms after the start, or of how they changed since before. */
export function countRatioAnswer(request: CountRequest, rows: ImpactRows): Found {
	rows.keepComplete(impactRoles(request));
	const units = unitsOf(request, rows);
	return request.before === undefined ? plainRatio(units, request) : changeRatio(units, request);
}

type Unit = ReturnType<typeof unitsOf>[number];

function unitsOf(request: CountRequest, rows: ImpactRows) {
	const { treated, before, after, exposureBefore, exposureAfter, unit, cluster } = request;
	const numbers = (name: string | undefined) =>
		name === undefined ? undefined : rows.numbers(name);
	const arms = rows.numbers(treated);
	const bad = arms.findIndex((value) => value !== 0 && value !== 1);
	if (bad >= 0) throw new DataError(`treatment neither 0 nor 1, row ${bad + 1}: ${arms[bad]}`);
	const names = unit === undefined ? undefined : rows.labels(unit);
	const clusters = cluster === undefined ? undefined : rows.labels(cluster);
	const [first, then] = [numbers(before), rows.numbers(after)];
	const [over, since] = [numbers(exposureBefore), numbers(exposureAfter)];
	return Array.from(arms, (value, row) => ({
		name: names?.[row] ?? String(rows.rowOf(row + 1)),
		treated: value === 1,
		...(clusters && { cluster: clusters[row]! }),
		before: { events: first?.[row] ?? 0, exposure: over?.[row] ?? 1 },
		after: { events: then[row]!, exposure: since?.[row] ?? 1 }
	}));
}

/** Of the sums of both arms; exact. */
function plainRatio(units: readonly Unit[], { level }: CountRequest): Found {
	const sum = (arm: boolean) =>
		units
			.filter(({ treated }) => treated === arm)
			.reduce(
				(all, { after }) => ({
					events: all.events + after.events,
					exposure: all.exposure + after.exposure
				}),
				{ events: 0, exposure: 0 }
			);
	const { estimate, interval, p, ...more } = countRatio(sum(true), sum(false), { level });
	return { result: { estimates: [named('ratio', { estimate, interval, p })], ...more } };
}

function changeRatio(
	units: readonly Unit[],
	{ level, minimumEvents, draws, seed }: CountRequest
): Found {
	const found = ratioOfRatios(units, { level, minimumEvents, draws, seed });
	const { estimate, interval, logTest, refusal, randomisation, ...more } = found;
	const log = logTest ?? { estimate: Math.log(estimate) };
	return {
		warnings: refusal ? [refusal] : [],
		result: {
			estimates: [
				named('ratio of ratios', { estimate, interval, p: randomisation?.p ?? logTest?.p }),
				named('log ratio of ratios', log)
			],
			randomisation,
			...more
		}
	};
}
