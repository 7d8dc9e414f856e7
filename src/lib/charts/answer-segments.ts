import { hasMiddle, type PlacedCategory } from './answer-categories.ts';
import type { EstimateRow } from './estimate-rows.ts';

export interface AnswerSegment {
	readonly row: EstimateRow;
	readonly index: number;
	readonly line: string;
	readonly category: PlacedCategory;
	/** On the scale of shares, where 0 is the middle or the beginning. */
	readonly from: number;
	readonly to: number;
}

export interface AnswerSegments {
	readonly segments: readonly AnswerSegment[];
	/** Domains of which an answer is withheld: what remains of 100 % would tell it. */
	readonly hidden: readonly { readonly line: string; readonly text: string }[];
	readonly domain: readonly [number, number];
}

/** Between the scale and what stands apart from it. */
const gap = 0.04;

/**
 * Where each answer begins and ends: around the middle where one is declared, else from 0. What
 * stands apart begins for every domain at the same place, beyond all that is on the scale.
 */
export function answerSegments(
	rows: readonly EstimateRow[],
	categories: readonly PlacedCategory[]
): AnswerSegments {
	const indexed = rows.map((row, index) => ({ row, index }));
	const lines = [...new Set(rows.map(({ label }) => label))];
	const hidden = lines.flatMap((line) => {
		const why = rows.find(({ label, value }) => label === line && value === undefined);
		return why ? [{ line, text: why.text }] : [];
	});
	const drawn = lines.filter((line) => !hidden.some((one) => one.line === line));
	const parts = drawn.map((line) =>
		categories.flatMap((category) => {
			const found = indexed.find(({ row }) => row.label === line && row.group === category.name);
			return found ? [{ ...found, line, category }] : [];
		})
	);
	const diverges = hasMiddle(categories);
	const own = parts.flatMap((some) =>
		stacked(
			some.filter(({ category }) => !category.isApart),
			diverges ? -beforeMiddle(some) : 0
		)
	);
	const first = Math.min(0, ...own.map(({ from }) => from));
	const last = Math.max(0, ...own.map(({ to }) => to));
	const isApart = ({ category }: Part) => category.isApart;
	const apart = parts.flatMap((some) => stacked(some.filter(isApart), last + gap));
	const end = Math.max(last, ...apart.map(({ to }) => to));
	return {
		...{ segments: [...own, ...apart], hidden },
		domain: [first, end === first ? first + 1 : end]
	};
}

type Part = Omit<AnswerSegment, 'from' | 'to'>;

function stacked(parts: readonly Part[], start: number): AnswerSegment[] {
	let from = start;
	return parts.map((part) => {
		const to = from + (part.row.value ?? 0);
		const segment = { ...part, from, to };
		from = to;
		return segment;
	});
}

/** What lies below the middle, with half of the middle answer. */
function beforeMiddle(parts: readonly Part[]): number {
	const weight = { below: 1, middle: 0.5, above: 0, apart: 0 };
	return parts.reduce(
		(sum, { row, category }) => sum + (row.value ?? 0) * weight[category.side ?? 'apart'],
		0
	);
}
