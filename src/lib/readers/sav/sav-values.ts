import type { TextOf } from '../fixed-text.ts';
import type { RecordBytes } from '../record-batches.ts';
import { type SavField, textBytes } from './sav-fields.ts';
import { savNumberFormat, type SavSpecialNumbers } from './sav-numbers.ts';
import type { ValueRemarks } from '../value-remarks.ts';

export interface SavValuesOptions {
	readonly littleEndian: boolean;
	readonly special: SavSpecialNumbers;
	readonly textOf: TextOf;
	readonly remarks: ValueRemarks;
}

type Value = (record: RecordBytes) => string;

/** The values of one case as texts, one for each field. */
export function savValues(
	fields: readonly SavField[],
	options: SavValuesOptions
): (record: RecordBytes) => string[] {
	const values = fields.map((field) =>
		field.width > 0 ? textValue(field, options) : numberValue(field, options)
	);
	return (record) => values.map((value) => value(record));
}

function textValue(field: SavField, { textOf }: SavValuesOptions): Value {
	const what = `the value of variable ${field.name}`;
	return ({ bytes, at, place }) => textOf(textBytes(field, bytes, at), what, place);
}

function numberValue(
	{ name, record, pieces }: SavField,
	{ littleEndian, special, remarks }: SavValuesOptions
): Value {
	const format = savNumberFormat(record.format);
	const offset = pieces[0]?.at ?? 0;
	return ({ view, at, place }) => {
		const value = view.getFloat64(at + offset, littleEndian);
		if (value === special.systemMissing) return '';
		if (!Number.isFinite(value)) {
			remarks.add(`not a number in variable ${name} and read as missing`, `record ${place}`);
			return '';
		}
		const text = format.text(value);
		if (text === undefined)
			remarks.add(`no date or time in variable ${name} and kept as a number`, `record ${place}`);
		return text ?? String(value);
	};
}
