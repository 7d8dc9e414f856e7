import type { ByteRange } from './byte-ranges.ts';

/**
 * The bytes that a `Range` header asks for of a file of `size` bytes (RFC 9110, 14.2). Undefined: the
 * whole file, also where it asks for several ranges or is not understood; none: there are no such
 * bytes.
 */
export function askedRange(
	header: string | undefined,
	size: number
): ByteRange | 'none' | undefined {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
	if (first === '' && last === '') return undefined;
	if (first === '') {
		const start = Math.max(0, size - Number(last));
		return start < size ? { start, end: size } : 'none';
	}
	const start = Number(first);
	if (last !== '' && Number(last) < start) return undefined;
	const end = last === '' ? size : Math.min(size, Number(last) + 1);
	return start < size ? { start, end } : 'none';
}
