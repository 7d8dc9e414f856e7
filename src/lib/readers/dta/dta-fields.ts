import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';
import type { DtaLayout } from './dta-layout.ts';
import { type NumberType, numberBytes } from './dta-numbers.ts';

/** A number, a text of so many bytes, or a reference to a long text in a table of its own. */
export type DtaType =
	| { readonly kind: 'number'; readonly type: NumberType }
	| { readonly kind: 'text'; readonly width: number }
	| { readonly kind: 'long text' };

/** A variable, its texts still bytes. */
export interface DtaField {
	readonly type: DtaType;
	readonly name: Bytes;
	readonly format: Bytes;
	/** Name of its set of value labels; empty if it has none. */
	readonly labelSet: Bytes;
	readonly label: Bytes;
	/** Where it begins in a record, in bytes. */
	readonly at: number;
}

/** What stands before the records of a Stata file, and where its parts are. */
export interface DtaHead {
	readonly layout: DtaLayout;
	readonly littleEndian: boolean;
	readonly rows: number;
	readonly fields: readonly DtaField[];
	/** Bytes of one record. */
	readonly width: number;
	/** The first byte of the records. */
	readonly dataAt: number;
	/** The first byte of the value labels, or of the tag before them. */
	readonly labelsAt: number;
}

/** One after the other, those of all variables. */
export interface FieldParts {
	readonly types: readonly number[];
	readonly names: Bytes;
	readonly formats: Bytes;
	readonly labelSets: Bytes;
	readonly labels: Bytes;
}

/** A reference to a long text takes eight bytes. */
const referenceBytes = 8;

export function dtaFields(parts: FieldParts, layout: DtaLayout): DtaField[] {
	let at = 0;
	return parts.types.map((code, i) => {
		const type = dtaType(code, layout.isTagged, i + 1);
		const field: DtaField = {
			type,
			name: nth(parts.names, i, layout.name),
			format: nth(parts.formats, i, layout.format),
			labelSet: nth(parts.labelSets, i, layout.name),
			label: nth(parts.labels, i, layout.label),
			at
		};
		at += typeBytes(type);
		return field;
	});
}

/** Bytes of one record. */
export function recordWidth(fields: readonly DtaField[]): number {
	return fields.reduce((sum, { type }) => sum + typeBytes(type), 0);
}

function typeBytes(type: DtaType): number {
	if (type.kind === 'number') return numberBytes[type.type];
	return type.kind === 'text' ? type.width : referenceBytes;
}

const numberTypes: readonly NumberType[] = ['byte', 'int', 'long', 'float', 'double'];

/** In binary files 251 is a byte and 255 a double; in tagged ones they are 65530 and 65526. */
function dtaType(code: number, isTagged: boolean, variable: number): DtaType {
	const type = numberTypes[isTagged ? 65_530 - code : code - 251];
	if (type) return { kind: 'number', type };
	if (isTagged && code === 32_768) return { kind: 'long text' };
	if (code >= 1 && code <= (isTagged ? 2045 : 244)) return { kind: 'text', width: code };
	throw new DataError(`type of variable ${variable} is unknown: ${code}`);
}

function nth(bytes: Bytes, i: number, width: number): Bytes {
	return bytes.subarray(i * width, (i + 1) * width);
}
