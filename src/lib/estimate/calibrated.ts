import { DataError } from '#lib/errors.ts';
import type { Calibration } from '#lib/model/sampling.ts';
import { calibrate } from '#lib/stats/calibration/calibrate.ts';
import type { Margin } from '#lib/stats/calibration/margin.ts';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { rake } from '#lib/stats/calibration/rake.ts';
import { trimWeights } from '#lib/stats/calibration/trim-weights.ts';
import type { Design } from '#lib/stats/design/design.ts';
import { type Cells, levelsOf } from './cells.ts';
import type { EstimateTable } from './estimate-table.ts';
import { found } from './found.ts';

interface CalibratedOptions {
	/** One row each. */
	readonly cells: Cells;
	readonly table: EstimateTable;
}

/** A design with its weights made to meet declared totals. */
export function calibrated(design: Design, one: Calibration, options: CalibratedOptions): Design {
	switch (one.method) {
		case 'trim':
			return trimWeights(design, one);
		case 'post-stratify':
			return postStratify(design, marginOf(one.margin, options));
		case 'rake': {
			const margins = one.margins.map((margin) => marginOf(margin, options));
			return rake(design, margins, { tolerance: one.tolerance, rounds: one.maxIterations });
		}
		case 'calibrate':
			return calibratedToTotals(design, one, options);
	}
}

type DeclaredMargin = Extract<Calibration, { method: 'post-stratify' }>['margin'];

const nameOf = (categories: readonly string[]) => JSON.stringify(categories);

/** Which of the declared combinations each row has. */
function marginOf({ by, totals }: DeclaredMargin, { cells, table }: CalibratedOptions): Margin {
	const levels = by.map((name) => levelsOf(table, name));
	const codes = by.map((name) => found(cells.codes, name));
	const known = new Map(totals.map(({ categories }, i) => [nameOf(categories), i]));
	const margin = new Int32Array(cells.size);
	for (let i = 0; i < cells.size; i++) {
		const categories = codes.map((code, k) => levels[k]![code[i]!]!);
		const found = known.get(nameOf(categories));
		if (found === undefined && cells.weights[i] !== 0)
			throw new DataError(`no total of ${by.join(', ')} for: ${categories.join(', ')}`);
		margin[i] = found ?? 0;
	}
	const empty = totals.find((_, k) => !margin.includes(k));
	if (empty)
		throw new DataError(`a total of ${by.join(', ')} and no row: ${empty.categories.join(', ')}`);
	return { codes: margin, totals: Float64Array.from(totals, ({ total }) => total) };
}

/** An intercept, the categories of the margins but the first of each, and the numbers. */
function calibratedToTotals(
	design: Design,
	one: Extract<Calibration, { method: 'calibrate' }>,
	options: CalibratedOptions
): Design {
	const { cells } = options;
	const terms: Float64Array[] = [new Float64Array(cells.size).fill(1)];
	const totals = [one.size];
	for (const declared of one.margins) {
		const margin = marginOf(declared, options);
		margin.totals.forEach((total, k) => {
			if (k === 0) return;
			terms.push(Float64Array.from(margin.codes, (code) => (code === k ? 1 : 0)));
			totals.push(total);
		});
	}
	for (const { column, total } of one.numbers) {
		terms.push(numberOf(column, cells));
		totals.push(total);
	}
	const [lower, upper] = one.bounds ?? [];
	const { distance, tolerance } = one;
	const known = Float64Array.from(totals);
	return calibrate(design, { terms, totals: known, distance, lower, upper, tolerance });
}

function numberOf(column: string, { sums, status, weights }: Cells): Float64Array {
	const { wy } = found(sums, column);
	if (found(status, column).some((own, i) => own !== 0 && weights[i] !== 0))
		throw new DataError(`rows without a number to calibrate by, in column: ${column}`);
	return wy.map((sum, i) => (weights[i] === 0 ? 0 : sum / weights[i]!));
}
