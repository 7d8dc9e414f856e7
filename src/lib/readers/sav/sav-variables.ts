import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';
import type { TextOf } from '../fixed-text.ts';
import type { MissingCodes, Variable } from '../records.ts';
import type { SavDictionary } from './sav-dictionary.ts';
import { longMissing } from './sav-extensions.ts';
import type { SavField } from './sav-fields.ts';
import { savLabels } from './sav-labels.ts';
import { firstDate, float64, savNumberFormat, type SavSpecialNumbers } from './sav-numbers.ts';

export interface SavVariablesOptions {
	readonly dictionary: SavDictionary;
	readonly littleEndian: boolean;
	readonly special: SavSpecialNumbers;
	readonly textOf: TextOf;
	/** Takes what had to be left out. */
	readonly notes: string[];
}

/** What a file says about its variables, codes written as in the records. */
export function savVariables(
	fields: readonly SavField[],
	options: SavVariablesOptions
): Variable[] {
	const labels = savLabels(fields, options.dictionary, {
		...options,
		codeOf: (field, value) => codeOf(field, value, options)
	});
	const missing = longMissingByName(options);
	return fields.map((field) => {
		const known = labels.get(field) ?? new Map<string, string>();
		const codes = missingCodes(field, missing.get(field.name) ?? [], options);
		return {
			name: field.name,
			kind: field.width > 0 ? 'text' : savNumberFormat(field.record.format).kind,
			...labelOf(field, options.textOf),
			labels: known,
			missing: [
				...missingRange(field, options),
				...codes.map((code) => ({ code, ...labelled(known.get(code)) }))
			]
		};
	});
}

function labelOf({ name, record }: SavField, textOf: TextOf) {
	return labelled(record.label && textOf(record.label, `the label of variable ${name}`));
}

function labelled(label: string | undefined): { label?: string } {
	return label === undefined || label === '' ? {} : { label };
}

/**
 * Those listed one by one; of long texts they stand in a record of their own. A blank is missing
 * in any case, though some files list it.
 */
function missingCodes(
	field: SavField,
	long: readonly Bytes[],
	options: SavVariablesOptions
): string[] {
	const { missing, hasRange } = field.record;
	const listed = missing.slice(hasRange ? 2 : 0);
	return [...listed, ...(field.width > 0 ? long : [])]
		.map((value) => codeOf(field, value, options))
		.filter((code) => code !== '');
}

function missingRange(field: SavField, options: SavVariablesOptions): MissingCodes[] {
	const { record, name } = field;
	const [low, high] = record.missing;
	if (!record.hasRange || !low || !high) return [];
	if (field.width > 0) throw new DataError(`text variable has a range of missing values: ${name}`);
	const { littleEndian, special, notes } = options;
	const [from, to] = [float64(low, littleEndian), float64(high, littleEndian)];
	const range = {
		from: from === special.lowest || from === special.systemMissing ? -Infinity : from,
		to: to === special.highest ? Infinity : to
	};
	if (Number.isNaN(range.from) || Number.isNaN(range.to))
		throw new DataError(
			`range of missing values of variable ${name} is none: ${range.from} to ${range.to}`
		);
	if (isComparable(field, range.to)) return [range];
	notes.push(
		`missing values of variable ${name} are a range of dates or times, ` +
			`which is not listed: ${range.from} to ${range.to} seconds`
	);
	return [];
}

/** Dates and times are no numbers any more in the records, but for codes such as 99. */
function isComparable({ record }: SavField, to: number): boolean {
	const { kind } = savNumberFormat(record.format);
	return kind === 'number' || (kind === 'date' && to < firstDate);
}

function codeOf(field: SavField, value: Bytes, options: SavVariablesOptions): string {
	const { record, width, name } = field;
	if (width > 0) return options.textOf(value.subarray(0, width), `a code of variable ${name}`);
	const number = float64(value, options.littleEndian);
	if (number === options.special.systemMissing) return '';
	if (!Number.isFinite(number))
		throw new DataError(`code of variable ${name} is no number: ${number}`);
	return savNumberFormat(record.format).text(number) ?? String(number);
}

function longMissingByName({ dictionary, littleEndian, textOf }: SavVariablesOptions) {
	const found = new Map<string, readonly Bytes[]>();
	for (const { name, values } of longMissing(dictionary.extensions, littleEndian, textOf))
		found.set(name, values);
	return found;
}
