import { DataError } from '#lib/errors.ts';
import type { Records, SourceRecord } from '#lib/readers/records.ts';
import type { Bytes } from './byte-sources.ts';
import { recordList } from './record-list.ts';

/** A claim that a reading breaks; anything but this and `DataError` is a crash. */
class BrokenClaim extends Error {}

export function claim(holds: boolean, otherwise: () => string): void {
	if (!holds) throw new BrokenClaim(otherwise());
}

/** The claim that two numbers are one; what they count is said. */
export function claimSame(found: number, expected: number, what: string): void {
	claim(found === expected, () => `${what}: ${found} instead of ${expected}`);
}

/** Values that a program writes where it lost one. */
const lost = new Set(['undefined', 'NaN', '[object Object]', 'Invalid Date']);

/** All records of a table, having made sure that they are what the table says. */
export async function soundRecords(table: Records, file: Bytes): Promise<SourceRecord[]> {
	const { variables, rows, notes } = table;
	const records = await recordList(table);
	if (rows !== undefined) claimSame(records.length, rows, 'records');
	const names = variables.map(({ name }) => name);
	claimSame(new Set(names).size, names.length, 'different names');
	soundParts([variables, notes], file);
	let last = 0;
	for (const { place, values } of records) {
		// Two objects of JSON may share a line.
		claim(Number.isInteger(place) && place >= Math.max(last, 1), () => `place ${place}`);
		last = place;
		claimSame(values.length, names.length, `values of ${place}`);
		for (const [i, value] of values.entries())
			claim(
				isSound(value, file) || notes.some((note) => note.includes(`${names[i]!} is ${value}`)),
				() => `value of ${names[i]!} at ${place}: ${JSON.stringify(value)}`
			);
	}
	return records;
}

function isSound(value: unknown, file: Bytes): boolean {
	if (typeof value !== 'string' || lost.has(value)) return false;
	return value.isWellFormed() && (!value.includes('\ufffd') || holdsReplacement(file));
}

/** In UTF-8, in either UTF-16, and as JSON and XML may name it. */
const replacements = ['\xef\xbf\xbd', '\xff\xfd', '\xfd\xff', 'fffd'];

/** A file may hold the character itself. */
function holdsReplacement(file: Bytes): boolean {
	const text = Buffer.from(file).toString('latin1');
	return replacements.some((one) => text.includes(one));
}

/** Nothing inside an answer is missing or no number. */
export function soundParts(answer: unknown, file: Bytes, where = 'answer'): void {
	if (typeof answer === 'string')
		return claim(isSound(answer, file), () => `${where}: ${JSON.stringify(answer)}`);
	if (typeof answer === 'number') return claim(!Number.isNaN(answer), () => `${where}: ${answer}`);
	if (typeof answer === 'boolean') return;
	claim(typeof answer === 'object' && answer !== null, () => `${where}: ${String(answer)}`);
	const parts = answer instanceof Map ? answer : Object.entries(answer as object);
	for (const [name, part] of parts as Iterable<[string, unknown]>) {
		soundParts(name, file, `name in ${where}`);
		soundParts(part, file, `${where}.${name}`);
	}
}

/** Why a fault is not the one sentence about the file that a person can act on. */
export function defectOf(fault: unknown): string | undefined {
	if (!(fault instanceof DataError)) return 'no DataError';
	const { message } = fault;
	if (message.trim().length < 10) return 'message says nothing';
	if (/\bundefined(?! entity)|\[object|\bis not a function|Cannot read prop/.test(message))
		return 'message is for developers';
	if (!/\d|: \S|its end$/.test(message)) return 'message ends with neither value nor place';
	return undefined;
}
