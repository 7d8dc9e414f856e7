import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import type { Matrix } from 'ml-matrix';

/** Ascending draws of the largest |Z| of normals with a covariance; those of variance 0 not counted. */
export function largestNormals(covariance: Matrix, draws: number, seed: number): Float64Array {
	const factor = correlationFactor(covariance);
	const size = factor.length;
	const normal = standardNormals(seededRandom(seed));
	const z = new Float64Array(size);
	const largest = new Float64Array(draws);
	for (let draw = 0; draw < draws; draw++) {
		for (let j = 0; j < size; j++) z[j] = normal();
		largest[draw] = largestProduct(factor, z);
	}
	return largest.sort();
}

/** The largest |Lz|. */
function largestProduct(factor: readonly Float64Array[], z: Float64Array): number {
	let largest = 0;
	for (let k = 0; k < factor.length; k++) {
		const row = factor[k]!;
		let value = 0;
		for (let j = 0; j <= k; j++) value += row[j]! * z[j]!;
		if (value > largest) largest = value;
		else if (-value > largest) largest = -value;
	}
	return largest;
}

/**
 * Draws of sums with Rademacher signs, a list a column: each row of the columns gets one sign a draw.
 */
export function signedSums(columns: readonly Float64Array[], draws: number, seed: number) {
	const random = seededRandom(seed);
	const rows = columns[0]?.length ?? 0;
	const signs = new Float64Array(rows);
	const sums = columns.map(() => new Float64Array(draws));
	for (let draw = 0; draw < draws; draw++) {
		drawSigns(signs, random);
		columns.forEach((column, k) => (sums[k]![draw] = signedSum(column, signs)));
	}
	return sums;
}

/** One random number has bits for 32 signs. */
function drawSigns(signs: Float64Array, random: () => number) {
	let bits = 0;
	for (let i = 0; i < signs.length; i++) {
		if (i % 32 === 0) bits = Math.floor(random() * 2 ** 32);
		signs[i] = bits & 1 ? 1 : -1;
		bits >>>= 1;
	}
}

function signedSum(column: Float64Array, signs: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < column.length; i++) sum += column[i]! * signs[i]!;
	return sum;
}

/** Lower triangular rows L with LL' the correlation; a variable that follows from others adds none. */
function correlationFactor(covariance: Matrix): Float64Array[] {
	const sd = covariance.diagonal().map(Math.sqrt);
	const rows: Float64Array[] = [];
	for (let j = 0; j < sd.length; j++) {
		const row = new Float64Array(j + 1);
		for (let k = 0; k <= j; k++) {
			let rest = covariance.get(j, k) / (sd[j]! * sd[k]!);
			for (let m = 0; m < k; m++) rest -= row[m]! * (rows[k] ?? row)[m]!;
			if (k < j) row[k] = rows[k]![k]! > 0 ? rest / rows[k]![k]! : 0;
			else row[k] = rest > 1e-10 ? Math.sqrt(rest) : 0;
		}
		rows.push(row);
	}
	return rows;
}

/** Standard normals by Marsaglia's polar method (1964). */
export function standardNormals(random: () => number): () => number {
	let spare: number | undefined;
	return () => {
		if (spare !== undefined) {
			const kept = spare;
			spare = undefined;
			return kept;
		}
		for (;;) {
			const u = 2 * random() - 1;
			const v = 2 * random() - 1;
			const s = u * u + v * v;
			if (!(s > 0 && s < 1)) continue;
			const factor = Math.sqrt((-2 * Math.log(s)) / s);
			spare = v * factor;
			return u * factor;
		}
	};
}
