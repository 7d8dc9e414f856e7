import {
	type Maths,
	brackets,
	frac,
	leaf,
	mean,
	root,
	row,
	square,
	sub,
	sum,
	sup,
	under
} from './maths.ts';

const [xt, xi, xj] = [sub('x', 't'), sub('x', 'i'), sub('x', 'j')];
const tied = sub('t', 'g');
const [s1, s2] = [sub('s', '1'), sub('s', '2')];
const half = frac('1', '2');

/** Of series and their noise. */
export const changeFormulas = {
	'process-limits': row(mean('x'), '±', leaf('2.66'), '·', mean('R')),
	'moving-range': row(
		...[mean('R'), '=', frac('1', 'n−1'), sum('t')],
		...['|', xt, '−', sub('x', 't−1'), '|']
	),
	'kendall-s': row('S=', sum('i<j'), leaf('sgn'), brackets(xj, '−', xi)),
	'kendall-variance': row(
		'V=c·',
		brackets(
			...[frac('n(n−1)(2n+5)', '18'), '−', sum('g')],
			frac(row(tied, brackets(tied, '−1'), brackets('2', tied, '+5')), '18')
		)
	),
	'kendall-z': row('z=', frac('|S|−1', root('V'))),
	'series-correlation': row(
		...['c=1+', frac('2', 'n(n−1)(n−2)'), sum('i')],
		...['(n−i)(n−i−1)(n−i−2)', sub('r', 'i')]
	),
	'series-first-correlation': row(
		...[sub('r', 'i'), '=', sup('φ', 'i'), ',φ='],
		frac(row('n', sub('r', '1'), '+2'), 'n−4')
	),
	'sen-slope': row(
		...['b=', under(leaf('med'), 'i<j')],
		frac(row(xj, '−', xi), row(sub('t', 'j'), '−', sub('t', 'i')))
	),
	'season-average': row(
		...[sub('m', 't'), '=', frac('1', '12')],
		brackets(
			...[half, sub('x', 't−6'), '+', sub('x', 't−5'), '+…+', sub('x', 't+5'), '+'],
			...[half, sub('x', 't+6')]
		)
	),
	'season-figure': row(
		...[sub('f', 'j'), '=', frac('1', sub('n', 'j')), sum('t∈j')],
		...[brackets(xt, '−', sub('m', 't')), '−', mean('d')]
	),
	'wave-variance': row(square('s'), '=', square(s1), '+', square(s2), '−2·P·ρ·', s1, '·', s2),
	'detectable-change': row(
		...[sub('Δ', '*'), '=', brackets(sub('t', '1−α/2'), '+', sub('t', 'π')), '·s']
	),
	'joint-level': row('α=q·', frac('k', 'm'))
} as const satisfies Record<string, Maths>;
