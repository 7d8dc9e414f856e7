/** A piece of MathML: an element with its children, or a text. */
export interface Maths {
	readonly tag:
		'mi' | 'mo' | 'mn' | 'mrow' | 'mfrac' | 'msub' | 'msup' | 'mover' | 'munder' | 'msqrt';
	readonly children: readonly Maths[] | string;
}

type Part = Maths | string;

/** Letters become identifiers, digits numbers, all else operators: `row('n−1')`. */
function leaf(text: string): Maths {
	const tag = /^\d/.test(text) ? 'mn' : /^\p{L}/u.test(text) ? 'mi' : 'mo';
	return { tag, children: text };
}

const words = /max|deff|ln|\d+|\S/gu;
const pieces = (part: Part) =>
	typeof part === 'string' ? (part.match(words) ?? []).map(leaf) : [part];
const row = (...parts: readonly Part[]): Maths => ({
	tag: 'mrow',
	children: parts.flatMap(pieces)
});
const pair =
	(tag: Maths['tag']) =>
	(first: Part, second: Part): Maths => ({
		tag,
		children: [row(first), row(second)]
	});
const sub = pair('msub');
const sup = pair('msup');
const over = pair('mover');
const under = pair('munder');
const frac = pair('mfrac');
const sum = (over: string) => under('∑', over);
const mean = (letter: string, of: string) => sub(over(letter, '¯'), of);
const brackets = (...parts: readonly Part[]) => row('(', ...parts, ')');

const [w, y] = [sub('w', 'k'), sub('y', 'k')];
const weights = row(sum('k∈d'), w);
const inUnit = sum('k∈d∩i');
const z = sub('z', 'hi');
const t = sub('t', 'ν');
const odds = 'p(1−p)';
const size = sup('n', '*');
const tail = frac('α', '2');

/** What the page sets, one line each; the texts say what the letters stand for. */
export const formulas = {
	mean: row(mean('y', 'd'), '=', frac(row(sum('k∈d'), w, y), weights)),
	total: row(sub('t', 'd'), '=', sum('k∈d'), w, y),
	variance: row(
		...['V=', sum('h'), brackets('1−', sub('f', 'h'))],
		frac(sub('n', 'h'), row(sub('n', 'h'), '−1')),
		...[sum('i'), sup(brackets(z, '−', mean('z', 'h')), '2')]
	),
	'standard-error': row('s=', { tag: 'msqrt', children: [leaf('V')] }),
	'influence-on-mean': row(z, '=', frac(row(inUnit, w, brackets(y, '−', mean('y', 'd'))), weights)),
	'influence-on-total': row(z, '=', inUnit, w, y),
	'degrees-of-freedom': row('ν=', sub('m', 'd'), '−', sub('h', 'd')),
	't-interval': row('θ±', t, '·s'),
	'log-odds-interval': row('ln', frac('p', '1−p'), '±', t, '·', frac('s', odds)),
	'effective-size': row(
		...[size, '=', frac(odds, sup('s', '2')), '·'],
		sup(brackets(frac(sub('t', 'n−1'), t)), '2')
	),
	'lower-limit': row('B', brackets(tail, ';', size, 'p,', size, '(1−p)+1')),
	'upper-limit': row('B', brackets('1−', tail, ';', size, 'p+1,', size, '(1−p)')),
	'borrowed-size': row(size, '=', frac('n', 'max(1,deff)')),
	'design-effect': row('deff=', frac('V', sub('V', '0'))),
	'simple-variance': row(sub('V', '0'), '=', frac(sup('S', '2'), 'n'), '·', frac('N−n', 'N')),
	'unsure-share': row(
		...['u=', frac(row(sum('k∈U'), w), row(sum('k∈Q'), w))],
		...['>', leaf('5 %')]
	)
} as const satisfies Record<string, Maths>;

export type FormulaName = keyof typeof formulas;
