import { type Maths, brackets, frac, mean, row, square, sub, sum, sup, under } from './maths.ts';

const t0 = sub('t', '0');
const at = (group: string) => sub(mean('Y'), group);
const precision = (of: string) => frac('1', row(square(sub('s', of)), '+', square('τ')));
const limit = (side: string) => sub('μ', side);

/** Of the effects of programmes. */
export const impactFormulas = {
	'four-means': row(
		'ATT=',
		brackets(at('T1'), '−', at('T0')),
		'−',
		brackets(at('C1'), '−', at('C0'))
	),
	'clustered-variance': row(
		'V=c·B·',
		brackets(sum('g'), sub('s', 'g'), sup(sub('s', 'g'), '⊤')),
		'·B'
	),
	'cohort-effect': row(
		...['ATT', brackets('g,t'), '=E', brackets(sub('Y', 't'), '−', sub('Y', 'g−1'), '|g')],
		...['−E', brackets(sub('Y', 't'), '−', sub('Y', 'g−1'), '|C')]
	),
	'relative-departure': row(
		'|',
		sub('δ', 't'),
		'|≤M·',
		under('max', 's<0'),
		'|',
		sub('δ', 's'),
		'|'
	),
	'synthetic-effect': row(
		...['τ=', sup(brackets('−ω,', frac('1', sub('N', '1'))), '⊤'), '·Y·'],
		brackets('−λ,', frac('1', sub('T', '1')))
	),
	interruption: row(
		...[sub('y', 't'), '=', sub('b', '0'), '+', sub('b', '1'), 't+', sub('b', '2'), '[t≥', t0, ']'],
		...['+', sub('b', '3'), 'max', brackets('0,t−', t0), '+', sub('s', 't')]
	),
	jump: row('τ=', limit('+'), brackets('c'), '−', limit('−'), brackets('c')),
	'survival-product': row(
		...['S', brackets('t'), '=', under('∏', row(sub('t', 'j'), '≤t'))],
		brackets('1−', frac(sub('d', 'j'), sub('n', 'j')))
	),
	'cumulative-incidence': row(
		...[sub('F', 'k'), brackets('t'), '=', under('∑', row(sub('t', 'j'), '≤t'))],
		...['S', brackets(sub('t', 'j−1')), frac(sub('d', 'jk'), sub('n', 'j'))]
	),
	'standardised-difference': row('d=', frac(row(at('T'), '−', at('C')), sub('s', 'T'))),
	'pooled-mean': row(
		'θ=',
		frac(row(sum('i'), precision('i'), sub('θ', 'i')), row(sum('i'), precision('i')))
	),
	'detectable-effect': row('M=', brackets(sub('z', '1−α/2'), '+', sub('z', 'π')), '·s')
} as const satisfies Record<string, Maths>;
