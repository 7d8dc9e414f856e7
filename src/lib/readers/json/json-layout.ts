import { DataError } from '#lib/errors.ts';
import { JsonScanner } from './json-scanner.ts';

/** Where the records of a JSON text are. */
export interface JsonLayout {
	/** An array of objects, or objects one after the other. */
	readonly kind: 'array' | 'lines';
	/** The first sign of the first record, or what ends an array without any. */
	readonly at: number;
	/** Nothing but the records is in the text. */
	readonly isWhole: boolean;
	/** What stands beside the records. */
	readonly notes: readonly string[];
}

/**
 * Finds the records: the whole text is their array, or one object with one array of objects in it,
 * or as many objects as there are records.
 * @throws DataError where there is no such array, or more than one.
 */
export function jsonLayout(text: string): JsonLayout {
	const scanner = new JsonScanner(text);
	const sign = scanner.next();
	if (sign !== '[' && sign !== '{') throw scanner.fault('no JSON table, which begins with [ or {');
	const start = scanner.at;
	if (sign === '[') return { kind: 'array', at: start + 1, isWhole: true, notes: [] };
	const members = membersOf(scanner);
	const lines: JsonLayout = { kind: 'lines', at: start, isWhole: true, notes: [] };
	if (scanner.next() !== '') return lines;
	return layoutOfOne(members) ?? lines;
}

interface Member {
	readonly name: string;
	readonly kind: 'table' | 'empty array' | 'nested' | 'flat';
	readonly at: number;
	/** As it is written. */
	readonly text: string;
}

function membersOf(scanner: JsonScanner): Member[] {
	const members: Member[] = [];
	scanner.expect('{');
	scanner.members('}', () => {
		const name = scanner.string();
		scanner.expect(':');
		const sign = scanner.next();
		const at = scanner.at;
		scanner.skip();
		const inside = new JsonScanner(scanner.between(at), 1).next();
		const ofArray = inside === '{' ? 'table' : inside === ']' ? 'empty array' : 'nested';
		const kind = sign === '[' ? ofArray : sign === '{' ? 'nested' : 'flat';
		members.push({ name, kind, at, text: kind === 'flat' ? scanner.between(at) : '' });
	});
	return members;
}

/** Undefined for an object that is a record itself. */
function layoutOfOne(members: readonly Member[]): JsonLayout | undefined {
	const all = (kind: Member['kind']) => members.filter((member) => member.kind === kind);
	const tables = all('table').length > 0 ? all('table') : all('empty array');
	const [table] = tables;
	if (table === undefined) {
		if (all('nested').length === 0) return undefined;
		const names = members.map(({ name }) => name).join(', ');
		throw new DataError(`no member of the JSON object is an array of objects: ${names}`);
	}
	if (tables.length > 1) {
		const names = tables.map(({ name }) => name).join(', ');
		throw new DataError(`several members are arrays of objects; leave one in the file: ${names}`);
	}
	const others = members.filter((member) => member !== table);
	const shown = others.map(({ name, text }) =>
		text === '' ? name : `${name} ${text.slice(0, 80)}`
	);
	const note = `beside the records in ${table.name}, not read: ${shown.join(', ')}`;
	const notes = others.length > 0 ? [note] : [];
	return { kind: 'array', at: table.at + 1, isWhole: false, notes };
}
