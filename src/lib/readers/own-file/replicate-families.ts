import type { OwnSummary } from '#lib/model/own-file-summary.ts';
import type { InspectedColumn } from '../inspect/inspected-column.ts';

type Family = OwnSummary['replicates'][number];

/** Fewer columns than these are no replicate weights. */
const fewest = 4;

/** How producers call them; the method is told by the name where it tells anything. */
const methods: readonly (readonly [Family['type'], RegExp])[] = [
	['Fay', /^(fay|w_?fstr|w_?fsturwt|senwgt)/i],
	['BRR', /^(brr|w_?brr)/i],
	['JK1', /^(jk1?|jack|wjk|jkw)/i],
	['ACS', /^(pwgtp|wgtp)/i],
	[
		'bootstrap',
		/^(bsw|bs|boot|bw|wtbs|repw|rep_?wt|rep_?w|rw|replica|wrep|peso_?rep|fex_?rep|factor_?rep)/i
	]
];

/** So many columns of fractions that are numbered through are weights, whatever they are called. */
const fewestUnnamed = 10;

interface Candidates {
	readonly stem: string;
	readonly columns: [number, InspectedColumn][];
}

/** Columns of numbers whose names differ in their number only, and that look like replicate weights. */
export function replicateFamilies(columns: readonly InspectedColumn[]): Family[] {
	const families = new Map<string, Candidates>();
	for (const column of columns) {
		const [, stem = '', digits = ''] = /^(.*?[^\d])(\d+)$/.exec(column.name) ?? [];
		if (stem === '' || (column.kind !== 'number' && column.kind !== 'code')) continue;
		const family = families.get(stem) ?? { stem, columns: [] };
		family.columns.push([Number(digits), column]);
		families.set(stem, family);
	}
	return [...families.values()].flatMap(familyOf);
}

function familyOf({ stem, columns }: Candidates): Family[] {
	const sorted = columns.toSorted(([a], [b]) => a - b);
	const isRun = sorted.every(([number], i) => number === sorted[0]![0] + i);
	const named = methods.find(([, pattern]) => pattern.test(stem))?.[0];
	const isFractions = sorted.every(
		([, { kind, profile }]) => kind === 'number' && profile.fractions > 0
	);
	const isEnough = named ? sorted.length >= fewest : sorted.length >= fewestUnnamed && isFractions;
	if (!isRun || !isEnough) return [];
	return [{ name: stem, type: named ?? 'other', columns: sorted.map(([, { name }]) => name) }];
}
