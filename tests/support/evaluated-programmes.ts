import { expect } from 'vitest';
import type { EvaluationParts, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import { type Evaluation, type EvaluationEffect, evaluation } from '#lib/model/evaluation.ts';
import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { ProgrammeDesign } from '#lib/model/programme-design.ts';
import { programme } from '#lib/model/programme.ts';
import type { EvaluationTable } from './evaluation.ts';

const said = (text: string) => ({ en: text });

/** What a declaration leaves to its defaults may be left out here too. */
type Declared = Readonly<Record<string, unknown>>;

/** A whole declaration around a design and its outcomes, of simulated files. */
export function declaredProgramme<Kind extends ProgrammeDesign['kind']>(
	design: Declared & { readonly kind: Kind },
	outcomes: readonly Declared[],
	changes: Declared = {}
): ProgrammeWith<Kind> {
	const file = (design['table'] as { file: string } | undefined)?.file;
	return programme.parse({
		...{ id: 'test-programme', title: said('Test'), summary: said('Test'), type: 'law-reform' },
		...{ groups: ['general-population'], stage: 'implementing', country: 'BRA', started: '2020' },
		origin: { kind: 'simulated', scenario: 'test' },
		...{ producer: 'Test', citation: 'Test', licence: 'CC0-1.0', tier: 'open' },
		files: file === undefined ? [] : [{ id: file, path: `${file}.csv`, format: 'csv' }],
		...{ question: said('?'), population: said('p'), treatment: said('t'), comparison: said('c') },
		...{ estimand: 'ATT', registration: { kind: 'not-registered' } },
		...{ outcomes, design },
		...changes
	}) as ProgrammeWith<Kind>;
}

/** An outcome as it is declared, the main one unless told. */
export const declaredOutcome = (id: string, changes: Declared = {}): Declared => ({
	...{ id, role: 'main', label: said(id), family: id, measures: 'population', direction: 'down' },
	scale: { kind: 'number', unit: said('units') },
	...changes
});

export const declaredHarm = (id: string, changes: Declared = {}): Declared =>
	declaredOutcome(id, { role: 'harm', harm: 'other', ...changes });

/** Columns of numbers as the text of a file; NaN is a blank. */
export function numbersTable(
	name: string,
	columns: Readonly<Record<string, ArrayLike<number>>>
): TextTable {
	const texts = Object.entries(columns).map(
		([column, values]) =>
			[column, Array.from(values, (value) => (Number.isNaN(value) ? '' : String(value)))] as const
	);
	return { name, size: texts[0]?.[1].length ?? 0, columns: new Map(texts) };
}

/** Some columns of a table of R's, as they stand there. */
export const textsTable = (
	name: string,
	table: EvaluationTable,
	columns: readonly string[]
): TextTable => ({
	...{ name, size: table.size },
	columns: new Map(columns.map((column) => [column, table.texts(column)]))
});

/** The table with some columns changed. */
export const withColumns = (
	table: TextTable,
	changes: Readonly<Record<string, readonly string[]>>
): TextTable => ({ ...table, columns: new Map([...table.columns, ...Object.entries(changes)]) });

/** What the schema makes of an evaluation: it fails the test unless it fits. */
export function printedEvaluation({ arms: _, exact: __, ...parts }: EvaluationParts): Evaluation {
	const rest = { programme: 'test-programme', data: 'a'.repeat(64), script: null, panel: false };
	return evaluation.parse(JSON.parse(JSON.stringify({ ...parts, ...rest })));
}

/** The effect of an outcome; fails the test where there is none. */
export function effectOn(
	{ outcomes }: Pick<Evaluation, 'outcomes'>,
	id?: string
): EvaluationEffect {
	const found = id === undefined ? outcomes[0] : outcomes.find(({ outcome }) => outcome === id);
	expect(found?.effect).toMatchObject({ kind: 'effect' });
	return found?.effect as EvaluationEffect;
}

/** The picture of a kind of the main outcome; fails the test where there is none. */
export function pictureOf<Kind extends EvaluationPicture['kind']>(
	{ outcomes }: Pick<Evaluation, 'outcomes'>,
	kind: Kind
): PictureOf<Kind> {
	const found = outcomes[0]?.pictures.find((picture) => picture.kind === kind);
	expect(found).toBeDefined();
	return found as PictureOf<Kind>;
}

/** The rows of the robustness panel that change one thing. */
export const rowsOf = ({ robustness }: Pick<Evaluation, 'robustness'>, change: string) =>
	robustness.filter((row) => row.change === change);
