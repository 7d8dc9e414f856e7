import fc from 'fast-check';

/** All that readers of CSV trip over, in few characters. */
const nasty = ['a', '1', 'ñ', '€', '😀', ',', ';', '"', '""', '\n', '\r\n', ' ', '\u00a0', '\t'];

/** Any text; quotes may stay open. A carriage return alone is left out where `lone` is false. */
export const nastyText = ({ lone = true, maxLength = 40 } = {}) =>
	fc
		.array(fc.constantFrom(...nasty, ...(lone ? ['\r'] : [])), { maxLength })
		.map((parts) => parts.join(''));

const value = fc
	.array(fc.constantFrom('x', 'é', '1', ',', '"', '\n', '\r\n', ' ', '\u00a0', '\u2003'), {
		maxLength: 6
	})
	.map((parts) => parts.join(''));

const field = fc
	.record({ value, isQuoted: fc.boolean(), before: spaces(), after: spaces() })
	.map(({ value: text, isQuoted, before, after }) =>
		isQuoted || /[",\n\r]/.test(text)
			? `${before}"${text.replaceAll('"', '""')}"${after}`
			: before + text + after
	);

function spaces() {
	return fc.constantFrom('', '', '', ' ', '  ');
}

/** Mostly three fields; sometimes more or fewer, or something that is no record at all. */
const record = fc.oneof(
	{ weight: 8, arbitrary: fc.tuple(field, field, field).map((fields) => fields.join(',')) },
	{ weight: 1, arbitrary: fc.array(field, { maxLength: 5 }).map((fields) => fields.join(',')) },
	{ weight: 1, arbitrary: fc.constantFrom('', ' ', '"a"b,c,d', 'a,b"c"",d', ',,', 'a\rb,c,d') }
);

/** A file with the header a,b,c whose quotes are closed, and which ends in every way. */
export const nastyTable = fc
	.record({
		records: fc.array(record, { minLength: 1, maxLength: 8 }),
		end: fc.constantFrom('\n', '\r\n'),
		last: fc.boolean(),
		mark: fc.boolean()
	})
	.map(
		({ records, end, last, mark }) =>
			(mark ? '\ufeff' : '') + ['a,b,c', ...records].join(end) + (last ? end : '')
	);

/** Lengths after which bytes are cut, again and again: inside characters, quotes and line ends. */
export const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

export function pieces(bytes: Uint8Array, lengths: readonly number[]): Uint8Array<ArrayBuffer>[] {
	const out: Uint8Array<ArrayBuffer>[] = [];
	for (let from = 0, i = 0; from < bytes.length; i++) {
		const to = from + (lengths[i % lengths.length] ?? bytes.length);
		out.push(Uint8Array.from(bytes.subarray(from, to)));
		from = to;
	}
	return out;
}
