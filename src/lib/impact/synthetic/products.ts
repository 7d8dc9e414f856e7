import { type Block, meanRow } from './block.ts';
import type { SimplexProblem } from './frank-wolfe.ts';
import type { Sample } from './sample.ts';

/** Numbers that products of controls kept for later use may take: 128 MB. */
const keptNumbers = 2 ** 24;

/**
 * Problems of unit weights before treatment: b is the treated mean, a column a control. As weights
 * sum to 1, what all controls have in common in a period may be taken from both: it changes no
 * solution and keeps the digits of the rest.
 */
export function unitProducts(block: Block, { intercept }: { readonly intercept: boolean }) {
	const { controls, controlOutcomes, periods, before } = block;
	const common = meanRow(controlOutcomes, Int32Array.from(controls.keys()), periods.length);
	const series = (values: Float64Array, from: number) => {
		const own = Float64Array.from({ length: before }, (_, t) => values[from + t]! - common[t]!);
		return intercept ? centred(own) : own;
	};
	const columns = new Float64Array(controls.length * before);
	for (let i = 0; i < controls.length; i++)
		columns.set(series(controlOutcomes, i * periods.length), i * before);
	const withAll = (own: Float64Array) => {
		const products = new Float64Array(controls.length);
		for (let i = 0, at = 0; i < products.length; i++) {
			let sum = 0;
			for (let t = 0; t < before; t++) sum += columns[at++]! * own[t]!;
			products[i] = sum;
		}
		return products;
	};
	const known = new Map<number, Float64Array>();
	const products = (i: number) => {
		const found = known.get(i);
		if (found) return found;
		if ((known.size + 1) * controls.length > keptNumbers) known.clear();
		const made = withAll(columns.subarray(i * before, (i + 1) * before));
		known.set(i, made);
		return made;
	};
	const problem = (sample: Sample, ridge: number): SimplexProblem => {
		const withTreated = withAll(series(sample.treated, 0));
		const target = Float64Array.from(sample.controls, (i) => withTreated[i]!);
		return { columns: sample.controls, products, target, ridge };
	};
	return { problem };
}

/**
 * The problem of period weights: b is the controls' mean after treatment, a column a period before
 * it. Every control counts from its own mean before, for the same reason as above.
 */
export function periodProblem(block: Block, sample: Int32Array, ridge: number): SimplexProblem {
	const { before } = block;
	const size = before + 1;
	const rows = controlRows(block, sample);
	const means = meanRow(rows, Int32Array.from(sample.keys()), size);
	const products = Array.from({ length: size }, () => new Float64Array(size));
	const row = new Float64Array(size);
	for (let i = 0; i < sample.length; i++) {
		for (let t = 0; t < size; t++) row[t] = rows[i * size + t]! - means[t]!;
		for (let t = 0; t < size; t++) {
			const into = products[t]!;
			const value = row[t]!;
			for (let s = 0; s <= t; s++) into[s]! += value * row[s]!;
		}
	}
	for (let t = 0; t < size; t++) for (let s = 0; s < t; s++) products[s]![t] = products[t]![s]!;
	return {
		columns: Int32Array.from({ length: before }, (_, t) => t),
		products: (t) => products[t]!,
		target: products[before]!.slice(0, before),
		ridge
	};
}

/** A row a control: its periods before treatment and its mean after, less its mean before. */
function controlRows({ controlOutcomes, periods, before }: Block, sample: Int32Array) {
	const width = periods.length;
	const rows = new Float64Array(sample.length * (before + 1));
	sample.forEach((control, i) => {
		const own = controlOutcomes.subarray(control * width, (control + 1) * width);
		const level = mean(own.subarray(0, before));
		for (let t = 0; t < before; t++) rows[i * (before + 1) + t] = own[t]! - level;
		rows[i * (before + 1) + before] = mean(own.subarray(before)) - level;
	});
	return rows;
}

/** Standard deviation of the first differences of some controls before treatment. */
export type Noise = (controls: Int32Array) => number;

export function noiseOf({ controls, controlOutcomes, periods, before }: Block): Noise {
	const width = periods.length;
	const steps = before - 1;
	const step = (i: number, t: number) =>
		controlOutcomes[i * width + t + 1]! - controlOutcomes[i * width + t]!;
	let centre = 0;
	for (let i = 0; i < controls.length; i++)
		for (let t = 0; t < steps; t++) centre += step(i, t) / (controls.length * steps);
	const [sums, squares] = [new Float64Array(controls.length), new Float64Array(controls.length)];
	for (let i = 0; i < controls.length; i++)
		for (let t = 0; t < steps; t++) {
			const away = step(i, t) - centre;
			sums[i]! += away;
			squares[i]! += away * away;
		}
	return (chosen) => {
		let [sum, square] = [0, 0];
		for (const i of chosen) {
			sum += sums[i]!;
			square += squares[i]!;
		}
		const count = chosen.length * steps;
		// A single difference has no spread.
		return count > 1 ? Math.sqrt(Math.max(0, square - (sum * sum) / count) / (count - 1)) : 0;
	};
}

function mean(values: Float64Array): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function centred(values: Float64Array): Float64Array {
	const centre = mean(values);
	return values.map((value) => value - centre);
}
