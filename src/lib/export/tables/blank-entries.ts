import { type RegisterName, entryShape } from '#lib/model/registers/registers.ts';
import { csvLines } from './csv-lines.ts';

/** What of a zod type tells its parts, below what may be absent or have a default. */
interface Described {
	readonly def: {
		readonly type: string;
		readonly innerType?: unknown;
		/** Of texts by language. */
		readonly keyType?: { readonly options?: readonly string[] };
	};
	readonly shape?: Readonly<Record<string, unknown>>;
}

/** The columns of a register as `entriesCsv` names them: a text has one a language, a source its parts. */
export function blankColumns(name: RegisterName): string[] {
	return Object.entries(entryShape(name)).flatMap(([field, type]) =>
		partsOf(type).map((part) => (part === '' ? field : `${field}_${part}`))
	);
}

function partsOf(type: unknown): string[] {
	const { def, shape } = type as Described;
	if (def.innerType !== undefined) return partsOf(def.innerType);
	if (def.type === 'object' && shape) return Object.keys(shape);
	return [...(def.keyType?.options ?? [''])];
}

/** A register to be filled in: the head of its CSV and nothing below. */
export const blankEntriesCsv = (name: RegisterName): string =>
	`\ufeff${csvLines([blankColumns(name)])}`;
