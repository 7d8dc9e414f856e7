import { DomainError } from '#lib/errors.ts';
import type { EstimateRow } from './estimate-rows.ts';

/** One answer of a question, in the order of the questionnaire. */
export interface AnswerCategory {
	/** As the `group` of its rows. */
	readonly name: string;
	/**
	 * On which side of a declared middle it lies; `apart` are "don't know" and "no answer". Without a
	 * middle none is said, or `apart`.
	 */
	readonly side?: 'below' | 'middle' | 'above' | 'apart' | undefined;
}

export interface PlacedCategory extends AnswerCategory {
	readonly colour: string;
	readonly isApart: boolean;
}

/** Order of the categories: on one scale, or each for itself. */
export type AnswerOrder = 'ordered' | 'unordered';

/** Colours of a sequence that differ most, for one to six steps. */
const sequences: readonly (readonly number[])[] = [
	[5],
	[2, 5],
	[2, 4, 6],
	[2, 3, 5, 6],
	[1, 3, 4, 5, 6],
	[1, 2, 3, 4, 5, 6]
];
const apartColours = ['var(--line-strong)', 'var(--line)'];

/** Categories with their colours, those that stand apart at the end. */
export function placedCategories(
	categories: readonly AnswerCategory[],
	order: AnswerOrder
): PlacedCategory[] {
	const own = categories.filter(({ side }) => side !== 'apart');
	const apart = categories.filter(({ side }) => side === 'apart');
	const colours = hasMiddle(own) ? divergingColours(own) : plainColours(own.length, order);
	return [
		...own.map((one, i) => ({ ...one, colour: colours[i] ?? 'var(--ink)', isApart: false })),
		...apart.map((one, i) => ({ ...one, colour: apartColours[i % 2]!, isApart: true }))
	];
}

export const hasMiddle = (categories: readonly AnswerCategory[]): boolean =>
	categories.some(({ side }) => side !== undefined && side !== 'apart');

function plainColours(count: number, order: AnswerOrder): string[] {
	const most = order === 'ordered' ? 6 : 7;
	if (count > most)
		throw new DomainError(`colours for ${most} answers at the most, draw dots instead: ${count}`);
	if (order === 'unordered')
		return Array.from({ length: count }, (_, i) => `var(--series-${i + 1})`);
	return (sequences[count - 1] ?? []).map((step) => `var(--sequence-${step})`);
}

/** The strongest colours at both ends. */
function divergingColours(own: readonly AnswerCategory[]): string[] {
	const below = own.filter(({ side }) => side === 'below');
	const above = own.filter(({ side }) => side === 'above');
	if (below.length > 3 || above.length > 3)
		throw new DomainError(
			`colours for three answers a side, draw dots instead: ${below.length}, ${above.length}`
		);
	const steps: readonly (readonly number[])[] = [[1], [1, 2], [1, 2, 3]];
	return own.map((one) => {
		if (one.side === 'below') return diverging(steps[below.length - 1]![below.indexOf(one)]!);
		if (one.side === 'above')
			return diverging(8 - steps[above.length - 1]!.toReversed()[above.indexOf(one)]!);
		return diverging(4);
	});
}

const diverging = (step: number) => `var(--diverging-${step})`;

/** Every row belongs to a category that is declared, so that none is lost. */
export function expectDeclared(
	rows: readonly EstimateRow[],
	categories: readonly AnswerCategory[]
): void {
	const names = new Set(categories.map(({ name }) => name));
	const unknown = rows.find(({ group }) => !names.has(group));
	if (unknown) throw new DomainError(`answer not among the categories: ${unknown.group}`);
}
