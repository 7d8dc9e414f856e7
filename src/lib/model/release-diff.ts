import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';
import { artefact, profile } from './manifest.ts';

/** What a row says has changed. Quality, suppression and the like are told apart from the numbers. */
export const changeKinds = [
	/** A number. */
	'value',
	/** The label; the reasons for it follow from the numbers. */
	'quality',
	'suppression',
	/** Why there is no number. */
	'withheld',
	/** A break in the series, or whether two figures may be compared. */
	'comparability',
	/** Of a value of a series: final, provisional, not reported. */
	'status',
	'other'
] as const;
const changeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof changeKind>;

const count = z.int().nonnegative();
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type DiffCell = z.infer<typeof cell>;

/** What names a row, by column. */
const rowKey = z.record(z.string(), cell);
export type RowKey = z.infer<typeof rowKey>;

const changedRow = z.strictObject({
	key: rowKey,
	kinds: z.array(changeKind).min(1),
	/** Suppressed in one of the releases: `columns` has none of its numbers. */
	suppressed: z.boolean(),
	/** A figure moved by more than 1.96 standard errors of the newer figure. */
	outside: z.boolean(),
	columns: z.array(z.strictObject({ column: z.string(), before: cell, after: cell })).min(1)
});
export type ChangedRow = z.infer<typeof changedRow>;

/** All are counted; of the rows the first ones are named, without their values. */
const namedRows = z.strictObject({ count, rows: z.array(rowKey) });

const tableChanges = z.strictObject({
	/** Columns that name a row. */
	key: z.array(z.string()),
	added: namedRows,
	removed: namedRows,
	changed: z.strictObject({
		count,
		/** Rows with a change of each kind; a row may have several. */
		kinds: z.record(changeKind, count),
		outside: count,
		/** The largest changes first. */
		rows: z.array(changedRow)
	}),
	/** Rows whose numbers differ by no more than the tolerance, and that differ in nothing else. */
	numericallyEqual: count,
	/** Of two unequal numbers, by the size of the larger one: 0 to 2. */
	largest: z.strictObject({ column: z.string(), relative: z.number().nonnegative() }).nullable()
});
export type TableChanges = z.infer<typeof tableChanges>;

const beforeAndAfter = z.strictObject({ before: count, after: count });
const columnNames = z.strictObject({ added: z.array(z.string()), removed: z.array(z.string()) });
export type ColumnNames = z.infer<typeof columnNames>;

const tableDiff = z.strictObject({
	path: artefact.shape.path,
	kind: artefact.shape.kind,
	rows: beforeAndAfter,
	columns: columnNames,
	/** null: other columns name a row than before, so that no row has its counterpart. */
	changes: tableChanges.nullable()
});
export type TableDiff = z.infer<typeof tableDiff>;

/** definition: may change what a number means; publication: who may have it; text: words only. */
export const definitionLabels = ['definition', 'publication', 'text'] as const;

const definitionChange = z.strictObject({
	/** Such as `concepts[sex].categories[man].label.en`. */
	path: z.string(),
	label: z.enum(definitionLabels),
	change: z.enum(['added', 'removed', 'changed', 'renamed', 'reordered']),
	/** null where there is nothing on that side. */
	before: z.json(),
	after: z.json()
});
export type DefinitionChange = z.infer<typeof definitionChange>;
export type Json = DefinitionChange['before'];

const named = artefact.pick({ path: true, kind: true, rows: true });
const changedArtefact = z.strictObject({ ...named.shape, rows: beforeAndAfter });

/** What `atalaya diff A B --json` says: what B has that A has not, and the other way round. */
export const releaseDiff = z.strictObject({
	profile,
	before: z.strictObject({ release: slug, date: isoDate }),
	after: z.strictObject({ release: slug, date: isoDate }),
	/** Relative: numbers that differ by no more are numerically equal. */
	tolerance: z.number().nonnegative(),
	/** False where nothing but the name, the date and the vintage of the release differs. */
	different: z.boolean(),
	summary: z.string(),
	artefacts: z.strictObject({
		added: z.array(named),
		removed: z.array(named),
		changed: z.array(changedArtefact),
		/** The same to the byte. */
		same: count,
		/** Other bytes that say the same: paths. */
		sameContent: z.array(z.string())
	}),
	tables: z.array(tableDiff),
	/** Files of rows of people, which are not looked into. */
	respondents: z.array(
		z.strictObject({ path: z.string(), rows: beforeAndAfter, columns: columnNames })
	),
	definitions: z.array(definitionChange)
});
export type ReleaseDiff = z.infer<typeof releaseDiff>;
