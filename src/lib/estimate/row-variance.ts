import { type Design, domainOf } from '#lib/stats/design/design.ts';
import { type Statistic, estimated } from '#lib/stats/design/statistic.ts';
import { means, ratio, totals } from '#lib/stats/statistics/means.ts';
import type { Cells } from './cells.ts';
import type { DomainVariance } from './domain-variance.ts';
import type { DomainSums } from './domains.ts';
import type { LinearKind, MeasuredCells } from './measured-cells.ts';

/** Variance of a domain whose cells are rows: by replicate weights, or with calibration. */
export function rowVariance(
	measured: MeasuredCells,
	{ counted }: DomainSums,
	{ cells, design }: { readonly cells: Cells; readonly design: Design }
): DomainVariance {
	const domain = domainOf(design, counted);
	const counts = new Uint8Array(cells.size);
	for (const i of counted) counts[i] = 1;
	const within = (valueAt: (i: number) => number) => (i: number) => (counts[i] ? valueAt(i) : 0);
	const y = Float64Array.from(domain.elements, within(measured.valueAt));
	const x = measured.over && Float64Array.from(domain.elements, within(measured.over.valueAt));
	const { matrix, lonely } = estimated(statisticOf(measured.kind, y, x), domain.design);
	const strata = design.kind === 'linearised' ? lonelyStrata(design, lonely) : [];
	return { variance: matrix[0]![0]!, lonely: strata };
}

function statisticOf(kind: LinearKind, y: Float64Array, x: Float64Array | undefined): Statistic {
	if (kind === 'total') return totals([y]);
	return x ? ratio(y, x) : means([y]);
}

/** Strata of the first stage, of which one unit was drawn there or within. */
export function lonelyStrata(
	{ sample: { stages } }: Extract<Design, { kind: 'linearised' }>,
	[between, within]: readonly [readonly number[], readonly number[]]
): number[] {
	const [first, second] = stages;
	const around = second ? within.map((h) => first.stratum[second.parent[h]!]!) : [];
	return [...new Set([...between, ...around])];
}
