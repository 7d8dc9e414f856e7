import type { DtaField, DtaHead } from './dta-fields.ts';
import { dtaNumberFormat } from './dta-formats.ts';
import type { LongTextReferences } from './dta-long-texts.ts';
import { type NumberType, storedNumber } from './dta-numbers.ts';
import { formatOf } from './dta-variables.ts';
import type { TextFields } from '../fixed-text.ts';
import type { RecordBytes } from '../record-batches.ts';
import type { ValueRemarks } from '../value-remarks.ts';

export interface DtaValuesOptions {
	readonly names: readonly string[];
	readonly references: LongTextReferences;
	readonly texts: TextFields;
	readonly remarks: ValueRemarks;
}

type Value = (record: RecordBytes) => string;

/** The values of one record as texts; of a long text, its reference as a decimal number. */
export function dtaValues(
	head: DtaHead,
	{ names, references, texts, remarks }: DtaValuesOptions
): (record: RecordBytes) => string[] {
	const { littleEndian } = head;
	const values = head.fields.map((field, i): Value => {
		const name = names[i]!;
		const { type, at: offset } = field;
		if (type.kind === 'long text')
			return ({ view, at }) => String(references.referenceAt(view, at + offset));
		if (type.kind === 'text') return textValue(field, type.width, { name, texts });
		const format = formatOf(field, texts.textOf);
		return numberValue(type.type, { offset, littleEndian, format, name, remarks });
	});
	return (record) => values.map((value) => value(record));
}

function textValue(
	{ at: offset }: DtaField,
	width: number,
	{ name, texts }: { name: string; texts: TextFields }
): Value {
	const what = `the value of variable ${name}`;
	return ({ bytes, at, place }) => {
		const own = bytes.subarray(at + offset, at + offset + width);
		return texts.textOf(own, what, place);
	};
}

interface NumberValueOptions {
	readonly offset: number;
	readonly littleEndian: boolean;
	readonly format: string;
	readonly name: string;
	readonly remarks: ValueRemarks;
}

function numberValue(type: NumberType, options: NumberValueOptions): Value {
	const { offset, littleEndian, name, remarks } = options;
	const format = dtaNumberFormat(options.format);
	let place = 0;
	const stored = storedNumber(type, littleEndian, {
		value(value) {
			const text = format.text(value);
			if (text === undefined)
				remarks.add(`no date or time in variable ${name} and kept as a number`, `record ${place}`);
			return text ?? String(value);
		},
		invalid() {
			remarks.add(`not a number in variable ${name} and read as missing`, `record ${place}`);
			return '';
		}
	});
	return (record) => {
		place = record.place;
		return stored(record.view, record.at + offset);
	};
}
