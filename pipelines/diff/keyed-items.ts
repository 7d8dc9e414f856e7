import { isDeepStrictEqual } from 'node:util';
import type { Json } from '#lib/model/release-diff.ts';

/** Neither a list nor a plain value. */
export const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Items of two lists by what names them, each list in its own order. */
export interface Keyed {
	readonly before: ReadonlyMap<string, Json>;
	readonly after: ReadonlyMap<string, Json>;
	/** Items that are the same but for their name. */
	readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/** The fields that may name an item; of several all together, the first of which is always there. */
const names = [
	['id'],
	['series.id'],
	['baseline.id'],
	['unit'],
	['concept', 'file', 'variable'],
	['code'],
	['path'],
	['check'],
	['release']
] as const;

/** The items by the first fields that name each of them, and no two alike; undefined: by none. */
export function keyedItems(before: readonly Json[], after: readonly Json[]): Keyed | undefined {
	for (const fields of names) {
		const [old, now] = [byName(before, fields), byName(after, fields)];
		if (old && now)
			return { before: old, after: now, renamed: renamedItems(old, now, new Set(fields)) };
	}
	return undefined;
}

function byName(items: readonly Json[], fields: readonly string[]): Map<string, Json> | undefined {
	const found = new Map<string, Json>();
	for (const item of items) {
		const values = fields.map((name) => fieldOf(item, name));
		const id = values.flatMap((value) => (value === undefined ? [] : [String(value)])).join(' ');
		if (values[0] === undefined || found.has(id)) return undefined;
		found.set(id, item);
	}
	return found;
}

/** The plain value of a field, or of a field of a field: `series.id`. */
function fieldOf(item: Json, path: string): string | number | undefined {
	const value = path
		.split('.')
		.reduce<Json | undefined>((at, name) => (isObject(at) ? at[name] : undefined), item);
	return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Only where one item that went is like one that came: of several nobody knows which it was. */
function renamedItems(
	before: ReadonlyMap<string, Json>,
	after: ReadonlyMap<string, Json>,
	fields: ReadonlySet<string>
): Keyed['renamed'] {
	const rest = (item: Json) =>
		Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => !fields.has(name)));
	const gone = [...before].filter(([id]) => !after.has(id));
	const came = [...after].filter(([id]) => !before.has(id));
	const like = (one: Json, others: readonly (readonly [string, Json])[]) =>
		others.filter(([, other]) => isDeepStrictEqual(rest(one), rest(other)));
	return gone.flatMap(([from, item]) => {
		const [only, ...more] = like(item, came);
		if (!only || more.length > 0 || like(item, gone).length > 1) return [];
		return Object.keys(rest(item)).length === 0 ? [] : [{ from, to: only[0] }];
	});
}
