import { uniqueText } from '../steps/protect/rows/row-refusals.ts';
import type { FileRisk } from './file-risk.ts';
import type { Inspection } from '#lib/readers/inspect/inspection.ts';
import { labelOf } from '#lib/readers/inspect/known-codes.ts';

type Inspected = Pick<Inspection, 'path' | 'rows' | 'columns'>;

/**
 * What the rows of a file would tell of people. Values that few people have, and who stands out, are
 * for the eyes of whoever holds the file: only on a terminal, in no file.
 */
export function riskText(
	{ path, rows, columns }: Inspected,
	risk: FileRisk,
	{ isTerminal }: { readonly isTerminal: boolean }
): string {
	const { k, keys, found, hidden } = risk;
	const asked = keys.map(({ name }) => ({ concept: name }));
	const by = [...found.keys].sort((a, b) => a.uniqueWithout - b.uniqueWithout);
	const rest = columns.length - hidden.length;
	const lines = [
		path,
		'what somebody may know of a person',
		...keys.map(({ name, why }) => `  ${name} (${why})`),
		uniqueText({ rows: found.rows, unique: found.unique, keys: asked }),
		`  in groups of fewer than ${k}: ${found.belowK} rows`,
		...by.map(({ name, uniqueWithout }) => `  without ${name}: ${uniqueWithout} would be alone`),
		`open, it would be published with ${rows} rows and what is mapped of ${rest} of ${columns.length} columns`,
		...(hidden.length === 0 ? [] : [`  never published: ${hidden.join(', ')}`]),
		...rareLines(risk, columns, isTerminal),
		...peopleLines(risk, isTerminal)
	];
	return `${lines.join('\n')}\n`;
}

const shown = (value: string) => (value === '' ? '(blank)' : value);

function rareLines(
	{ rare, k }: FileRisk,
	columns: Inspected['columns'],
	isTerminal: boolean
): string[] {
	const some = rare.filter(({ values }) => values.length > 0);
	if (some.length === 0) return [];
	const lines = some.map(({ name, values }) => {
		const codes = columns.find((one) => one.name === name)?.known.codes ?? new Map();
		const labelled = values.map(({ value, rows }) => {
			const label = labelOf(value, codes);
			return `${value}${label === undefined ? '' : ` ${label}`} (${rows})`;
		});
		return `  ${name}: ${isTerminal ? labelled.join(', ') : values.length}`;
	});
	return [`values that fewer than ${k} rows have, to be grouped`, ...lines];
}

function peopleLines({ people, keys, found }: FileRisk, isTerminal: boolean): string[] {
	if (people.length === 0) return [];
	if (!isTerminal) return ['who stands out is told on a terminal only'];
	const lines = people.map(
		(values) => `  ${values.map((value, i) => `${keys[i]!.name} ${shown(value)}`).join(', ')}`
	);
	const more = found.unique - people.length;
	return [
		'who stands out; keep this to yourself',
		...lines,
		...(more > 0 ? [`  and ${more} more`] : [])
	];
}
