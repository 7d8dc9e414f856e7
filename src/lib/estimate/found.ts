import { DomainError } from '#lib/errors.ts';

/** What a map holds under a key that it must have: another is a mistake of the caller. */
export function found<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
	const value = map.get(key);
	if (value === undefined) throw new DomainError(`not among what was read: ${key}`);
	return value;
}
