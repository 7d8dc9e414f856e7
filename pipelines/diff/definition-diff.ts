import { isDeepStrictEqual } from 'node:util';
import type { DefinitionChange, Json } from '#lib/model/release-diff.ts';
import { type Fields, isIncidental, labelOf, labelOfOrder } from './definition-label.ts';
import { type Keyed, isObject, keyedItems } from './keyed-items.ts';

type JsonObject = Readonly<Record<string, Json>>;

/** Where a value stands: in words, and by its fields alone. */
interface Place {
	readonly path: string;
	readonly fields: Fields;
}

interface Pair<Value> {
	readonly before: Value;
	readonly after: Value;
}

/**
 * What differs between two documents, from the top down: items of a list belong together by their
 * id, not by their place. `at` names the document, '' where its fields stand for themselves.
 */
export function definitionChanges(before: Json, after: Json, at = ''): DefinitionChange[] {
	return changes({ before, after }, { path: at, fields: at === '' ? [] : [at] });
}

function changes({ before, after }: Pair<Json>, place: Place): DefinitionChange[] {
	if (isIncidental(place.fields) || isDeepStrictEqual(before, after)) return [];
	if (isObject(before) && isObject(after)) return fieldChanges({ before, after }, place);
	if (Array.isArray(before) && Array.isArray(after)) return listChanges({ before, after }, place);
	return [change('changed', place, { before, after })];
}

const change = (
	what: DefinitionChange['change'],
	{ path, fields }: Place,
	{ before, after }: Pair<Json>
): DefinitionChange => ({
	path,
	label: what === 'reordered' ? labelOfOrder(fields) : labelOf(fields),
	change: what,
	before,
	after
});

const added = (place: Place, after: Json) =>
	isIncidental(place.fields) ? [] : [change('added', place, { before: null, after })];
const removed = (place: Place, before: Json) =>
	isIncidental(place.fields) ? [] : [change('removed', place, { before, after: null })];

const field = ({ path, fields }: Place, name: string): Place => ({
	path: path === '' ? name : `${path}.${name}`,
	fields: [...fields, name]
});

const item = ({ path, fields }: Place, id: string): Place => ({ path: `${path}[${id}]`, fields });

function fieldChanges({ before, after }: Pair<JsonObject>, place: Place): DefinitionChange[] {
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	return names.flatMap((name) => {
		const [old, now] = [before[name], after[name]];
		const at = field(place, name);
		if (old === undefined) return now === undefined ? [] : added(at, now);
		return now === undefined ? removed(at, old) : changes({ before: old, after: now }, at);
	});
}

/** A list of plain values is one value. */
function listChanges({ before, after }: Pair<readonly Json[]>, place: Place): DefinitionChange[] {
	if (![...before, ...after].every(isObject))
		return [change('changed', place, { before: [...before], after: [...after] })];
	const keyed = keyedItems(before, after);
	return keyed ? keyedChanges(keyed, place) : placedChanges({ before, after }, place);
}

function placedChanges({ before, after }: Pair<readonly Json[]>, place: Place) {
	const longer = before.length > after.length ? before : after;
	return longer.flatMap((_, i) => {
		const [old, now] = [before[i], after[i]];
		const at = item(place, String(i));
		if (old === undefined) return now === undefined ? [] : added(at, now);
		return now === undefined ? removed(at, old) : changes({ before: old, after: now }, at);
	});
}

function keyedChanges({ before, after, renamed }: Keyed, place: Place): DefinitionChange[] {
	const names = new Map(renamed.map(({ from, to }) => [from, to]));
	const former = new Set(names.values());
	const kept = [...before.keys()].filter((id) => after.has(id));
	const order = [...after.keys()].filter((id) => before.has(id));
	const isReordered = kept.some((id, i) => id !== order[i]);
	return [
		...renamed.map(({ from, to }) =>
			change('renamed', item(place, from), { before: from, after: to })
		),
		...[...before].flatMap(([id, old]) => {
			const now = after.get(id);
			if (now !== undefined) return changes({ before: old, after: now }, item(place, id));
			return names.has(id) ? [] : removed(item(place, id), old);
		}),
		...[...after].flatMap(([id, now]) =>
			before.has(id) || former.has(id) ? [] : added(item(place, id), now)
		),
		...(isReordered ? [change('reordered', place, { before: kept, after: order })] : [])
	];
}
