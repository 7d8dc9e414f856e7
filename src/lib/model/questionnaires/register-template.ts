import { z } from 'zod';
import {
	type CellKind,
	type EntryTemplate,
	type TemplateColumn,
	columnName,
	textsOf
} from '../entry-template.ts';
import {
	type Reference,
	type RegisterName,
	registerFile,
	registerReferences
} from '../registers/registers.ts';

/** A field of an entry, as JSON Schema describes it. */
interface Shape {
	readonly type?: string;
	readonly format?: string;
	readonly const?: unknown;
	readonly enum?: readonly (string | number)[];
	readonly items?: Shape;
	readonly properties?: Readonly<Record<string, Shape>>;
	readonly propertyNames?: Shape;
	readonly required?: readonly string[];
	readonly anyOf?: readonly Shape[];
}

/** The registers, in the order of their schemas. */
export const registerNames: readonly RegisterName[] = registerFile.options.map(
	({ shape }) => shape.id.value
);

/** The schema of one register. */
export function registerSchema(name: RegisterName): (typeof registerFile.options)[number] {
	const found = registerFile.options.find(({ shape }) => shape.id.value === name);
	if (!found) throw new TypeError(`no register of that name: ${name}`);
	return found;
}

/** The form of a register: one sheet, a row an entry, the columns as its schema has the fields. */
export function registerTemplate(name: RegisterName): EntryTemplate {
	const entry: z.ZodType = registerSchema(name).shape.entries.element;
	const shape = z.toJSONSchema(entry, { io: 'input', unrepresentable: 'any' }) as Shape;
	const asked = columnsOf(shape, []).filter(({ id }) => !marks.includes(id));
	const columns = asked.map((column) => {
		const [field = ''] = column.path;
		const names = namespaceOf(referenceOf(name, field));
		return names === undefined || column.path.length > 1 ? column : { ...column, names };
	});
	return {
		...{ id: name, fixed: { id: name, entries: [] } },
		sheets: [{ id: name, field: 'entries', columns }]
	};
}

function columnsOf({ properties = {}, required = [] }: Shape, at: readonly string[]) {
	return Object.entries(properties).flatMap(([field, shape]): TemplateColumn[] => {
		const path = [...at, field];
		const isNeeded = required.includes(field);
		if (shape.propertyNames?.enum)
			return textsOf(path.join('.')).map((column) => ({ ...column, ...(isNeeded && needed) }));
		if (shape.properties) return columnsOf(shape, path);
		const kind = kindOf(shape, path);
		const id = columnName(path.join('.'));
		const choices = shape.enum ? { choices: shape.enum.map(String) } : {};
		const form = formOf(shape, path);
		return [{ id, kind, path, ...(form && { form }), ...choices, ...(isNeeded && needed) }];
	});
}

/** Set by a build, never by hand. */
const marks: readonly string[] = ['withheld'];

const needed = { isNeeded: true } as const;

function kindOf({ type, const: only, items, anyOf }: Shape, path: readonly string[]): CellKind {
	if (only === true) return 'yes-or-blank';
	if (only === false) return 'no-or-blank';
	if (type === 'boolean') return 'yes-no';
	if (type === 'number' || type === 'integer') return 'number';
	if (type === 'string' || anyOf?.some((one) => one.type === 'string')) return 'text';
	if (type === 'array' && items?.type === 'string') return 'items';
	throw new TypeError(`a field that no cell can hold: ${path.join('.')}`);
}

function formOf({ format, anyOf }: Shape, path: readonly string[]): TemplateColumn['form'] {
	if (path.join('.') === 'id') return 'id';
	if (format === 'date') return 'day';
	if (format === 'uri' || format === 'email') return 'address';
	return anyOf?.some((one) => one.type === 'integer') ? 'date' : undefined;
}

/** What a field names; the fields that all registers have, too. */
function referenceOf(name: RegisterName, field: string): Reference | 'countries' | undefined {
	if (field === 'country') return 'countries';
	return (
		registerReferences[name][field] ?? (field === 'place' ? { register: 'places' } : undefined)
	);
}

/** How the names that a field may hold are called together. */
export function namespaceOf(reference: Reference | 'countries' | undefined): string | undefined {
	if (reference === undefined || typeof reference === 'string') return reference;
	return 'list' in reference ? `codes/${reference.list}` : `registers/${reference.register}`;
}
