import { DomainError } from '#lib/errors.ts';

/** A categorical column: the level of every element by number, -1 where it has none. */
export interface Factor {
	readonly codes: Int32Array;
	readonly levels: readonly string[];
}

/** The factor without the levels that no element with a weight has. R `droplevels(subset(...))`. */
export function presentLevels({ codes, levels }: Factor, weights: Float64Array): Factor {
	const present = new Uint8Array(levels.length);
	weights.forEach((w, i) => {
		if (w !== 0 && codes[i]! >= 0) present[codes[i]!] = 1;
	});
	const kept = levels.filter((_, level) => present[level]);
	if (kept.length === levels.length) return { codes, levels };
	const numbers = new Int32Array(levels.length).fill(-1);
	let next = 0;
	present.forEach((there, level) => {
		if (there) numbers[level] = next++;
	});
	return { codes: codes.map((code) => (code < 0 ? -1 : numbers[code]!)), levels: kept };
}

/** Every combination of two factors, levels of the first changing fastest. R `interaction`. */
export function crossed(first: Factor, second: Factor): Factor {
	const count = first.levels.length;
	return {
		codes: first.codes.map((code, i) => {
			const other = second.codes[i]!;
			return code < 0 || other < 0 ? -1 : other * count + code;
		}),
		levels: second.levels.flatMap((b) => first.levels.map((a) => `${a}.${b}`))
	};
}

/** @throws DomainError naming the first element that has a weight but no level of the factor. */
export function expectLevels({ codes, levels }: Factor, weights: Float64Array) {
	if (codes.length !== weights.length)
		throw new DomainError(`codes for another number of elements: ${codes.length}`);
	const bad = weights.findIndex(
		(w, i) => w !== 0 && !(codes[i]! >= 0 && codes[i]! < levels.length)
	);
	if (bad >= 0) throw new DomainError(`no level, element ${bad + 1}: ${codes[bad]}`);
}
