import { shownCodes } from '#lib/readers/inspect/column-profile.ts';
import type { Holdings } from './document-holdings.ts';
import type { InspectedColumn } from '#lib/readers/inspect/inspected-column.ts';
import type { Inspection } from '#lib/readers/inspect/inspection.ts';
import { labelOf } from '#lib/readers/inspect/known-codes.ts';
import type { Guess } from '#lib/readers/inspect/source-guess.ts';
import { commentText } from '#lib/readers/inspect/yaml-text.ts';

/** What was found in a table, for people: the file, then a column after the other. */
export function inspectionText(inspection: Inspection): string {
	const { path, rows, rejected, columns, keys, notes } = inspection;
	const key = keys.map(({ columns: names, repeated }) =>
		repeated === 0
			? `  ${names.join(' + ')}: no row repeats another`
			: `  ${names.join(' + ')}: ${counted(repeated, 'row')} repeat another`
	);
	return section([
		[path, `${counted(rows, 'row')}, ${counted(columns.length, 'column')}`],
		...(rejected === 0
			? []
			: [[`  ${counted(rejected, 'record')} without the fields of the header`]]),
		guessLines(inspection.guesses),
		[...(key.length === 0 ? [] : ['keys, perhaps', ...key])],
		notes.map((note) => `note: ${note}`),
		[],
		columnTable(columns)
	]);
}

/** What a document holds that is no table. */
export function holdingsText(path: string, guesses: readonly Guess[], holdings: Holdings): string {
	const { title, counts, notes } = holdings;
	return section([
		[path, ...(title === undefined ? [] : [`  ${commentText(title)}`])],
		guessLines(guesses),
		Object.entries(counts).map(([what, count]) => `  ${what}: ${count}`),
		notes.map((note) => `note: ${note}`)
	]);
}

const section = (parts: readonly (readonly string[])[]) =>
	`${parts.map((lines) => (lines.length === 0 ? '' : `${lines.join('\n')}\n`)).join('')}\n`;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const guessLines = (guesses: readonly Guess[]) =>
	guesses.map(({ what, value, sure, why }) => `  ${what}: ${value} (${sure}: ${why})`);

const most = 32;

function columnTable(columns: readonly InspectedColumn[]): string[] {
	const rows = columns.map((column) => [
		column.name,
		column.role ? `${column.kind}, ${column.role.role}?` : column.kind,
		String(column.profile.distinct),
		String(column.profile.blanks),
		commentText(column.known.label ?? '')
	]);
	const head = ['column', 'kind', 'distinct', 'blank', 'label'];
	const widths = head.map((title, i) =>
		Math.min(most, Math.max(title.length, ...rows.map((row) => row[i]!.length)))
	);
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, i) => (i === 2 || i === 3 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
			.join('  ')
			.trimEnd();
	const details = columns.map((column) => columnDetails(column).map((text) => `    ${text}`));
	return [line(head), ...rows.flatMap((row, i) => [line(row), ...details[i]!])];
}

function columnDetails(column: InspectedColumn): string[] {
	const { profile, role, isPrivate, missing, concepts } = column;
	const { leadingZeros, thousands, commas } = profile;
	return [
		...(role ? [`perhaps ${role.role}${role.isWeak ? ', not surely' : ''}: ${role.why}`] : []),
		...(isPrivate ? ['values are not shown'] : valueLines(column)),
		...(leadingZeros > 0
			? [`begins with a zero: ${counted(leadingZeros, 'row')}; read it as text`]
			: []),
		...(commas > 0 ? [`decimal comma: ${counted(commas, 'row')}`] : []),
		...(column.hasThousandsPoints
			? [
					`${counted(thousands, 'fraction')} among whole numbers: perhaps thousands, as 1.096 for 1,096`
				]
			: []),
		...missing.map(
			({ code, rows, why }) => `no answer, perhaps: ${code}, ${counted(rows, 'row')} (${why})`
		),
		...(concepts[0] ? [`concept, perhaps: ${concepts[0].concept.id} (${concepts[0].why})`] : [])
	];
}

/** A value is an example only where so many rows have it that it tells of nobody. */
const leastRowsAnExample = 5;
const examples = 3;

function valueLines(column: InspectedColumn): string[] {
	const { kind, profile } = column;
	const { smallest, largest, codes, distinct } = profile;
	if (kind === 'blank') return [];
	if (kind === 'code' && distinct <= shownCodes)
		return codes.map(({ code, rows }) => {
			const label = labelOf(code, column.known.codes);
			return `${code}: ${rows}${label === undefined ? '' : `  ${commentText(label)}`}`;
		});
	const range = kind === 'number' && smallest !== undefined ? [`${smallest} to ${largest}`] : [];
	const frequent = codes
		.filter(({ rows }) => rows >= leastRowsAnExample)
		.sort((a, b) => b.rows - a.rows)
		.slice(0, examples)
		.map(({ code }) => commentText(code).slice(0, 40));
	return [...range, ...(frequent.length === 0 ? [] : [`such as ${frequent.join(', ')}`])];
}
