import type { OwnColumnSummary, OwnSummary } from '#lib/model/own-file-summary.ts';
import { columnProfile, shownCodes } from '../inspect/column-profile.ts';
import { ownDictionary } from '../inspect/dictionary.ts';
import { type InspectedColumn, inspectedColumns } from '../inspect/inspected-column.ts';
import { labelOf } from '../inspect/known-codes.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { HeldColumn } from './held-table.ts';
import { type OwnFile, readingOf } from './open-own-file.ts';
import { replicateFamilies } from './replicate-families.ts';

/** Rows that are shown. */
const previewRows = 8;

/** Columns with all that their values, names and labels tell. */
export function inspectedOwn({ name, table }: OwnFile, concepts: Iterable<Concept> = []) {
	const profiles = table.columns.map(({ variable, values, counts }) =>
		columnProfile(variable.name, new Map(values.map((value, i) => [value, counts[i]!])))
	);
	const variables = table.columns.map(({ variable }) => variable);
	const hasLabels = variables.some(({ label, labels }) => label !== undefined || labels.size > 0);
	const dictionaries = hasLabels ? [ownDictionary(name, variables)] : [];
	return { dictionaries, columns: inspectedColumns(profiles, { dictionaries, concepts }) };
}

/** What is shown of an opened file; the values of what may name people stay in the worker. */
export function ownSummary(
	file: OwnFile,
	columns: readonly InspectedColumn[],
	content: string
): OwnSummary {
	const { name, size, format, sheets, guesses, notes, table } = file;
	return {
		...{ name, size, rows: table.rows, counts: table.counts, content },
		...{ format: format.format, reading: readingOf(format), sheets: [...sheets] },
		replicates: replicateFamilies(columns),
		...(file.mixed && { mixed: file.mixed }),
		notes: [
			...guesses
				.filter(({ what }) => what !== 'format')
				.map(({ what, value, why }) => `${what}: ${value} (${why})`),
			...notes
		],
		columns: columns.map((column, i) => columnSummary(column, table.columns[i]!)),
		preview: previewOf(file, columns),
		fingerprint: fingerprintOf(columns.map((column) => column.name))
	};
}

function columnSummary(column: InspectedColumn, held: HeldColumn): OwnColumnSummary {
	const { name, kind, role, isPrivate, profile, known, missing } = column;
	const { distinct, blanks, commas, smallest, largest, codes } = profile;
	const isList = kind === 'code' && !isPrivate;
	const isNumber = kind === 'number' && !isPrivate;
	return {
		...{ name, kind, isPrivate, distinct, blanks, commas, isWeak: role?.isWeak ?? false },
		...(known.label !== undefined && { label: known.label }),
		...(role && { role: role.role }),
		...(isNumber && smallest !== undefined && { smallest }),
		...(isNumber && largest !== undefined && { largest }),
		...(isNumber && { mean: meanOf(held) }),
		codes: isList ? codes.slice(0, shownCodes).map((one) => labelled(one, known.codes)) : [],
		missing: missing.map(({ code, rows, label, reason }) => ({
			...{ code, rows },
			...(label !== undefined && { label }),
			...(reason !== undefined && { reason })
		}))
	};
}

function labelled(one: { code: string; rows: number }, labels: ReadonlyMap<string, string>) {
	const label = labelOf(one.code, labels);
	return label === undefined ? one : { ...one, label };
}

function meanOf({ values, counts }: HeldColumn): number {
	let [sum, rows] = [0, 0];
	values.forEach((value, i) => {
		const number = value === '' ? NaN : Number(value.replace(',', '.'));
		if (Number.isNaN(number)) return;
		sum += number * counts[i]!;
		rows += counts[i]!;
	});
	return rows === 0 ? 0 : sum / rows;
}

function previewOf({ table }: OwnFile, columns: readonly InspectedColumn[]): (string | null)[][] {
	const rows = Math.min(previewRows, table.rows);
	return Array.from({ length: rows }, (_, row) =>
		table.columns.map(({ values, codes }, i) =>
			columns[i]!.isPrivate ? null : values[codes[row]!]!
		)
	);
}

/** FNV-1a over the names: tells files with other columns apart, and nothing more. */
function fingerprintOf(names: readonly string[]): string {
	let hash = 0x811c9dc5;
	for (const character of names.join('\n')) {
		hash ^= character.codePointAt(0) ?? 0;
		hash = Math.imul(hash, 0x01000193);
	}
	return (hash >>> 0).toString(16);
}
