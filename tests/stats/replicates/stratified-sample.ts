import fc from 'fast-check';
import type { LinearisedDesign } from '#lib/stats/design/design.ts';
import { type DesignColumns, drawnSample } from '#lib/stats/design/drawn-sample.ts';

export const designOf = (
	weights: readonly number[],
	columns: Omit<DesignColumns, 'size'>
): LinearisedDesign => ({
	kind: 'linearised',
	weights: Float64Array.from(weights),
	sample: drawnSample({ size: weights.length, ...columns }),
	projections: []
});

/** Strata of two to five units with one to three elements each, and a value of every element. */
export const stratified = fc
	.array(
		fc.array(fc.array(fc.tuple(weight(), value()), { minLength: 1, maxLength: 3 }), {
			minLength: 2,
			maxLength: 5
		}),
		{ minLength: 1, maxLength: 4 }
	)
	.map((strata) => {
		const rows = strata.flatMap((units, h) =>
			units.flatMap((elements, u) => elements.map(([w, y]) => ({ h, u, w, y })))
		);
		const design = designOf(
			rows.map(({ w }) => w),
			{ strata: rows.map(({ h }) => h), psus: rows.map(({ u }) => u), nested: true }
		);
		return { design, y: Float64Array.from(rows, (row) => row.y) };
	});

function weight() {
	return fc.double({ min: 0.5, max: 50, noNaN: true });
}

function value() {
	return fc.double({ min: -100, max: 100, noNaN: true });
}
