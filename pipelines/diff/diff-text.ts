import type {
	ChangedRow,
	DiffCell,
	Json,
	ReleaseDiff,
	RowKey,
	TableChanges,
	TableDiff
} from '#lib/model/release-diff.ts';
import { definitionLabels } from '#lib/model/release-diff.ts';
import { counted, outsideWords } from './diff-summary.ts';

type Line = readonly string[];

/** A difference as plain text for a person: the paragraph, then tables of at most `limit` rows. */
export function diffText(diff: ReleaseDiff, limit: number): string {
	const sections = [
		artefactSection(diff, limit),
		respondentsSection(diff, limit),
		...diff.tables.map((table) => tableSection(table, limit)),
		definitionSection(diff, limit)
	];
	const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
	return `${[wrapped(diff.summary), ...texts].join('\n\n')}\n`;
}

function wrapped(text: string, width = 100): string {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < width)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.join('\n');
}

/** Lines in columns, below a title; nothing where there are none. */
function section(title: string, lines: readonly Line[], more: number): string[] {
	if (lines.length === 0) return [];
	const widths = (lines[0] ?? []).map((_, c) =>
		Math.max(...lines.map((line) => line[c]?.length ?? 0))
	);
	const shown = lines.map((line) =>
		`  ${line.map((text, c) => text.padEnd(widths[c] ?? 0)).join('  ')}`.trimEnd()
	);
	return [title, ...shown, ...(more > 0 ? [`  and ${more.toLocaleString('en')} more`] : [])];
}

/** As `section`, of the first lines only. */
const limited = (title: string, lines: readonly Line[], limit: number) =>
	section(title, lines.slice(0, limit), Math.max(0, lines.length - limit));

function artefactSection({ artefacts }: ReleaseDiff, limit: number): string[] {
	const { added, removed, changed, same, sameContent } = artefacts;
	const rows = (n: number) => (n > 0 ? counted(n, 'row') : '');
	const lines = [
		...added.map((one) => ['added', visible(one.path), rows(one.rows)]),
		...removed.map((one) => ['removed', visible(one.path), rows(one.rows)]),
		...changed.map((one) => ['changed', visible(one.path), rowCounts(one.rows)])
	];
	const title = `Artefacts (${same} with the same bytes, ${sameContent.length} with other bytes that say the same)`;
	return limited(title, lines, limit);
}

const rowCounts = ({ before, after }: { readonly before: number; readonly after: number }) =>
	before === after
		? after > 0
			? counted(after, 'row')
			: ''
		: `${before.toLocaleString('en')} -> ${counted(after, 'row')}`;

const columnWords = ({ added, removed }: TableDiff['columns']) =>
	[
		...(added.length > 0 ? [`columns added: ${added.map(visible).join(', ')}`] : []),
		...(removed.length > 0 ? [`columns removed: ${removed.map(visible).join(', ')}`] : [])
	].join('; ');

function respondentsSection({ respondents }: ReleaseDiff, limit: number): string[] {
	const lines = respondents.map(({ path, rows, columns }) => [
		visible(path),
		rowCounts(rows),
		columnWords(columns)
	]);
	return limited('Rows of people, which are counted and not looked into', lines, limit);
}

function tableSection({ path, columns, changes }: TableDiff, limit: number): string[] {
	const notes = columnWords(columns);
	const head = notes === '' ? visible(path) : `${visible(path)} (${notes})`;
	if (!changes) return [`${head}: other columns name a row, nothing is compared`];
	const { key, added, removed, changed, numericallyEqual } = changes;
	const rowLines = (state: string, rows: readonly RowKey[]) =>
		rows.slice(0, limit).map((row) => [state, keyWords(row)]);
	const list = (state: 'added' | 'removed', { count, rows }: TableChanges['added']) => {
		const lines = rowLines(state, rows);
		return section(`  rows ${state}: ${count.toLocaleString('en')}`, lines, count - lines.length);
	};
	const shown = changed.rows.slice(0, limit);
	return [
		`${head}, rows named by ${key.join(', ')}`,
		...(numericallyEqual > 0 ? [`  numerically equal: ${counted(numericallyEqual, 'row')}`] : []),
		...largestWords(changes),
		...section(changedTitle(changes), shown.flatMap(changeLines), changed.count - shown.length),
		...list('added', added),
		...list('removed', removed)
	];
}

const largestWords = ({ largest }: TableChanges): string[] =>
	largest === null
		? []
		: [`  largest relative change: ${percent(largest.relative)}, in ${largest.column}`];

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

function changedTitle({ changed: { count, kinds, outside } }: TableChanges): string {
	const parts = Object.entries(kinds)
		.filter(([, n]) => n > 0)
		.map(([kind, n]) => `${kind} ${n.toLocaleString('en')}`);
	const beyond = outside > 0 ? `; ! ${outside.toLocaleString('en')} ${outsideWords}` : '';
	return `  rows changed: ${count.toLocaleString('en')} (${parts.join(', ')}${beyond})`;
}

/** What a person looks for in a changed row; JSON has every column. */
const headlines = new Set([
	...['estimate', 'difference', 'ratio', 'value', 'n', 'status', 'note'],
	...['quality', 'withheld', 'suppressed', 'break_before', 'verdict', 'verdict_rule']
]);

/** One line a column; the first one names the row, and marks it with ! where it moved so far. */
function changeLines({ key, columns, suppressed, outside }: ChangedRow): Line[] {
	const told = columns.filter(({ column }) => headlines.has(column));
	const shown = told.length > 0 ? told : columns.slice(0, 1);
	const more = columns.length - shown.length;
	const lines = [
		...shown.map(({ column, before, after }) => {
			const [old, now] = cellPair(before, after);
			return [column, old, '->', now];
		}),
		...(suppressed ? [['figures', 'suppressed', '->', 'suppressed']] : []),
		...(more > 0 ? [[`and ${counted(more, 'more column')}`, '', '', '']] : [])
	];
	return lines.map((line, i) =>
		i === 0 ? [outside ? '!' : '', keyWords(key), ...line] : ['', '', ...line]
	);
}

/** Two numbers with as many digits as it takes to tell them apart. */
function cellPair(before: DiffCell, after: DiffCell): [string, string] {
	if (typeof before !== 'number' || typeof after !== 'number')
		return [cellText(before), cellText(after)];
	for (let digits = 6; digits < 17; digits += 1) {
		const rounded = (value: number) => String(Number(value.toPrecision(digits)));
		if (rounded(before) !== rounded(after)) return [rounded(before), rounded(after)];
	}
	return [String(before), String(after)];
}

const cellText = (value: DiffCell): string =>
	value === null ? 'none' : shortened(visible(String(value)));

const keyWords = (key: RowKey): string =>
	Object.values(key)
		.filter((value) => value !== '')
		.map(cellText)
		.join(' ');

/** Of what somebody wrote: no character that a terminal obeys, and an empty text seen as such. */
function visible(text: string): string {
	const isPlain = text !== '' && !/\p{C}/u.test(text);
	return isPlain ? text : JSON.stringify(text).replace(/\p{C}/gu, codePoint);
}

const codePoint = (character: string) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;

/** What may change the meaning of a number comes first. */
function definitionSection({ definitions }: ReleaseDiff, limit: number): string[] {
	const ordered = definitionLabels.flatMap((label) =>
		definitions.filter((one) => one.label === label)
	);
	const lines = ordered.map(({ label, change, path, before, after }) => [
		label,
		change,
		visible(path),
		...(change === 'added'
			? ['', '', after === null ? '' : jsonText(after)]
			: change === 'removed'
				? [before === null ? '' : jsonText(before), '', '']
				: [jsonText(before), '->', jsonText(after)])
	]);
	return limited('Declared', lines, limit);
}

const jsonText = (value: Json): string =>
	shortened(visible(typeof value === 'string' ? value : JSON.stringify(value)));

const longest = 60;

const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest)}...` : text);
