import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { ProgrammeWith } from './evaluation-input.ts';
import type { TextTable } from './text-table.ts';

/** First period in which a neighbour was treated; blank outside the ring. */
export const ringColumn = 'ring_start';

type Design = Pick<ProgrammeWith<'panel'>, 'design' | 'outcomes'>;

/** Columns of a published panel that are texts: who, when it began, what they share. */
export function textColumns({ design: { table } }: Design): string[] {
	return [table.unit, table.start, table.group, table.cluster].flatMap((name) => name ?? []);
}

/** Columns that an outcome is read from. */
export function outcomeColumns({
	column,
	scale
}: Pick<ProgrammeOutcome, 'column' | 'scale'>): string[] {
	return [column, scale.kind === 'count' ? scale.exposure : undefined].flatMap(
		(name) => name ?? []
	);
}

/** Columns that are numbers: when, outcomes, exposures, covariates. */
export function numberColumns({ design: { table }, outcomes }: Design): string[] {
	const measured = outcomes.flatMap(outcomeColumns);
	const covariates = table.covariates.map(({ column }) => column);
	const named = [table.period, table.treated ?? [], table.weight ?? []];
	return [...new Set([...named, ...covariates, ...measured].flat())];
}

/** A published panel as an evaluation reads it, and the ring that it names. */
export function publishedTable(
	name: string,
	unit: string,
	columns: readonly { readonly name: string; readonly values: ArrayLike<unknown> }[]
): { readonly table: TextTable; readonly ring: ReadonlyMap<string, number> | undefined } {
	const texts = new Map(
		columns.map((column) => [column.name, Array.from(column.values, (value) => textOf(value))])
	);
	const units = texts.get(unit) ?? [];
	const begun = texts.get(ringColumn);
	const ring = begun && new Map<string, number>();
	begun?.forEach((text, row) => {
		if (text !== '') ring?.set(units[row]!, Number(text));
	});
	return { table: { name, size: units.length, columns: texts }, ring };
}

const textOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
