import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { dimensionsOf } from '../../declared-tables.ts';
import type { CountedCell, Family } from './cell-counts.ts';
import type { LinkedTables } from '../linked/linked-tables.ts';
import { type DisclosureReason, primaryReason } from './primary-cells.ts';
import { secondarySuppression } from '../linked/secondary-suppression.ts';
import type { Subject } from './subjects.ts';
import { tableRelations } from './table-relations.ts';

/** The figures of one subject: all its cells, and which of them are withheld. */
export interface SubjectCells {
	readonly subject: Subject;
	readonly cells: readonly CountedCell[];
	readonly tables: LinkedTables;
}

export interface WithheldCells extends SubjectCells {
	/** By cell; other: it would give another one away. */
	readonly reasons: readonly (DisclosureReason | 'other' | undefined)[];
	/** What the other cells cost, and what they cost at least. */
	readonly lost: number;
	readonly bound: number;
}

export interface SurveyCells {
	readonly cells: readonly CountedCell[];
	readonly families: readonly Family[];
}

/** The cells of a subject, and how they add up; its own concept breaks none of them down. */
export function subjectCells(subject: Subject, { cells, families }: SurveyCells): SubjectCells {
	const own = cells.filter(({ table }) => !dimensionsOf(table).includes(subject.concept));
	const counts = subject.layers.map((_, layer) =>
		Float64Array.from(own, (cell) => cell.counts.get(subject.concept)?.[layer] ?? 0)
	);
	return {
		subject,
		cells: own,
		tables: {
			layers: subject.layers.map(({ answers }) => answers.join(' ')),
			counts,
			relations: tableRelations(own, families),
			cost: Float64Array.from(own, costOf)
		}
	};
}

/** How much dearer a figure is, by the number of concepts that it is broken down by. */
const costFactors = [1000, 8, 1, 1] as const;

/** What a reader loses: more, the more people a figure is about; most where it is asked for first. */
const costOf = ({ table, people }: CountedCell): number =>
	Math.log2(people + 2) * (costFactors[dimensionsOf(table).length] ?? 1);

export interface WithholdOptions {
	readonly rules: DisclosureRules;
	readonly isPublished: (cell: CountedCell) => boolean;
}

/** Which figures of a subject are withheld: those that tell too much, and what they would follow from. */
export async function withheldCells(
	subject: SubjectCells,
	{ rules, isPublished }: WithholdOptions
): Promise<WithheldCells> {
	const { k, width } = rules;
	const first = subject.cells.map((cell) =>
		primaryReason(cell, { subject: subject.subject, rules, isPublished })
	);
	const primary = Uint8Array.from(first, (reason) => (reason === undefined ? 0 : 1));
	const { suppressed, lost, bound } = await secondarySuppression(subject.tables, primary, {
		k,
		share: width
	});
	const reasons = first.map((reason, i) => reason ?? (suppressed[i] ? 'other' : undefined));
	return { ...subject, reasons, lost, bound };
}
