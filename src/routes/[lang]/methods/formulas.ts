import { changeFormulas } from './change-formulas.ts';
import { impactFormulas } from './impact-formulas.ts';
import { resultsFormulas } from './results-formulas.ts';
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

const [w, y, x, g] = [sub('w', 'k'), sub('y', 'k'), sub('x', 'k'), sub('g', 'k')];
const meanOfDomain = sub(mean('y'), 'd');
const weights = row(sum('k∈d'), w);
const denominators = row(sum('k∈d'), w, x);
const inUnit = sum('k∈d∩i');
const z = sub('z', 'hi');
const [n, f] = [sub('n', 'h'), sub('f', 'h')];
const t = sub('t', 'ν');
const odds = 'p(1−p)';
const size = sup('n', '*');
const tail = frac('α', '2');
const exponential = (of: string) => sup('e', of);
const inverse = (of: string) => sup(of, '−1');
const adjusted = sup(sub('p', 'j'), '*');

const estimates = {
	mean: row(meanOfDomain, '=', frac(row(sum('k∈d'), w, y), weights)),
	total: row(sub('t', 'd'), '=', sum('k∈d'), w, y),
	ratio: row('R=', frac(row(sum('k∈d'), w, y), denominators)),
	'influence-on-ratio': row(...[z, '=', frac(row(inUnit, w, brackets(y, '−R', x)), denominators)]),
	spread: row(
		...[square('S'), '=', frac('n', 'n−1'), '·'],
		frac(row(sum('k∈d'), w, square(brackets(y, '−', meanOfDomain))), weights)
	),
	'share-up-to': row('F(v)=', frac(row(under('∑', row(y, '≤v')), w), weights)),
	quantile: row('q=min{v:F(v)≥π}'),
	'woodruff-lower': row(sub('q', '1'), '=Q', brackets('F(q)−', t, '·s')),
	'woodruff-upper': row(sub('q', '2'), '=Q', brackets('F(q)+', t, '·s')),
	'quantile-error': row(
		sub('s', 'q'),
		'=',
		frac(row(sub('q', '2'), '−', sub('q', '1')), row('2', t))
	)
} as const satisfies Record<string, Maths>;

const errors = {
	variance: row(
		...['V=', sum('h'), brackets('1−', f), frac(n, row(n, '−1'))],
		...[sum('i'), square(brackets(z, '−', sub(mean('z'), 'h')))]
	),
	'standard-error': row('s=', root('V')),
	'influence-on-mean': row(z, '=', frac(row(inUnit, w, brackets(y, '−', meanOfDomain)), weights)),
	'influence-on-total': row(z, '=', inUnit, w, y),
	'two-stage-variance': row('V=', sub('V', '1'), '+', sum('h'), f, sum('i'), sub('V', 'hi')),
	'second-stage': row(
		...[sub('V', 'hi'), '=', brackets('1−', sub('f', 'hi'))],
		frac(sub('m', 'hi'), row(sub('m', 'hi'), '−1')),
		...[sum('j'), square(brackets(sub('z', 'hij'), '−', sub(mean('z'), 'hi')))]
	),
	'derived-weight': row(
		...[w, '=', frac(sub('N', '1'), sub('n', '1')), '·', frac(sub('N', '2'), sub('n', '2'))]
	),
	'adjusted-stratum': row(
		...[sub('V', 'h'), '=', brackets('1−', f), square(brackets(sub('z', 'h'), '−', mean('z')))]
	),
	'average-strata': row('V=', frac('H', 'H−L'), sum('h'), sub('V', 'h')),
	'replicate-variance': row(
		...['V=a', sum('r'), sub('b', 'r'), square(brackets(sub('θ', 'r'), '−c'))]
	),
	'jackknife-factor': row(sub('b', 'r'), '=', brackets('1−', f), '·', frac(row(n, '−1'), n)),
	'bootstrap-weight': row(sub('w', 'kr'), '=', w, '·', frac(n, row(n, '−1')), '·', sub('m', 'ir')),
	'calibrated-totals': row(sum('k'), w, g, x, '=T'),
	'linear-factor': row(g, '=1+', x, '·λ'),
	'raking-factor': row(g, '=', sup('e', row(x, '·λ'))),
	'logit-factor': row(
		...[g, '='],
		frac(row('L(U−1)+U(1−L)', exponential('au')), row('U−1+(1−L)', exponential('au')))
	),
	'calibrated-influence': row(z, '=', sum('k∈i'), w, g, brackets(sub('e', 'k'), '−', x, '·β')),
	'degrees-of-freedom': row('ν=', sub('m', 'd'), '−', sub('h', 'd')),
	'replicate-degrees': row('ν=', sub('r', 'd'), '−1'),
	'design-effect': row('deff=', frac('V', sub('V', '0'))),
	'simple-variance': row(sub('V', '0'), '=', frac(square('S'), 'n'), '·', frac('N−n', 'N'))
} as const satisfies Record<string, Maths>;

const intervals = {
	't-interval': row('θ±', t, '·s'),
	'log-odds-interval': row('ln', frac('p', '1−p'), '±', t, '·', frac('s', odds)),
	'effective-size': row(
		...[size, '=', frac(odds, square('s')), '·'],
		square(brackets(frac(sub('t', 'n−1'), t)))
	),
	'lower-limit': row('B', brackets(tail, ';', size, 'p,', size, '(1−p)+1')),
	'upper-limit': row('B', brackets('1−', tail, ';', size, 'p+1,', size, '(1−p)')),
	'borrowed-size': row(size, '=', frac('n', 'max(1,deff)')),
	'arcsine-interval': row(...['arcsin', root('p'), '±', t, '·', frac('s', row('2', root(odds)))]),
	'wilson-limits': row(square(brackets('p−π')), '=', square(t), '·', frac('π(1−π)', size)),
	'likelihood-distance': row(
		...['D=2p·ln', brackets(frac('p', 'π')), '+2(1−p)·ln', brackets(frac('1−p', '1−π'))]
	),
	'likelihood-limits': row(
		...['D=', frac('n', 'n−1'), '·', frac(row(square(t), square('s')), odds)]
	),
	'wald-interval': row('p±', t, '·s')
} as const satisfies Record<string, Maths>;

const comparisons = {
	contrast: row('Δ=', sum('j'), sub('c', 'j'), sub('θ', 'j')),
	'contrast-variance': row(
		...[sup('s', '2'), '=', sum('j'), sum('l'), sub('c', 'j'), sub('c', 'l'), sub('C', 'jl')]
	),
	't-statistic': row('t=', frac(row('Δ−', sub('Δ', '0')), 's')),
	holm: row(adjusted, '=min', brackets('1,', under('max', 'i≤j'), '(m−i+1)', sub('p', 'i'))),
	'benjamini-hochberg': row(
		...[adjusted, '=min', brackets('1,', under('min', 'i≥j'), frac('m', 'i'), sub('p', 'i'))]
	),
	pearson: row(
		...[square('X'), '=n', sum('r,c')],
		frac(
			square(brackets(sub('p', 'rc'), '−', sub('p', 'r'), sub('p', 'c'))),
			row(sub('p', 'r'), sub('p', 'c'))
		)
	),
	'rao-scott': row('F=', frac(square('X'), row(sum('j'), sub('δ', 'j')))),
	'rao-scott-degrees': row(
		...['d=', frac(square(brackets(sum('j'), sub('δ', 'j'))), row(sum('j'), square(sub('δ', 'j'))))]
	),
	'rank-score': row(
		sub('r', 'k'),
		...[
			'=',
			frac('1', 'N'),
			brackets(under('∑', row(sub('y', 'l'), '<', y)), sub('w', 'l'), '+', frac(w, '2'))
		]
	),
	'model-link': row('g', brackets(sub('μ', 'k')), '=', x, '·β'),
	'model-score': row('u=', sum('k'), w, x, brackets(y, '−', sub('μ', 'k'))),
	'model-covariance': row('V(β)=', inverse('A'), 'V(u)', inverse('A')),
	'wald-statistic': row('F=', frac(row(sup('β', '⊤'), inverse('V'), 'β'), 'q')),
	'standardised-mean': row(
		sup(sub(mean('y'), 'g'), '*'),
		...['=', sum('a'), sub('P', 'a'), sub(mean('y'), 'ga')]
	)
} as const satisfies Record<string, Maths>;

const quality = {
	'largest-error': row('E=', frac(sup('m', '2/3'), '9')),
	'log-cv': row('c=', frac('s', 'm·ln(1/m)')),
	'assumed-error': row('s=', root('D·V')),
	'unsure-share': row(...['u=', frac(row(sum('k∈U'), w), row(sum('k∈Q'), w)), '>', leaf('5 %')]),
	'least-share': row(sub('p', '1'), '=', frac(row(sum('k∈A'), w), row(sum('k∈Q'), w))),
	'greatest-share': row(sub('p', '2'), '=', sub('p', '1'), '+u')
} as const satisfies Record<string, Maths>;

/** What the page sets, one line each; the texts say what the letters stand for. */
export const formulas = {
	...{ ...estimates, ...errors, ...intervals, ...comparisons, ...quality },
	...changeFormulas,
	...impactFormulas,
	...resultsFormulas
};

export type FormulaName = keyof typeof formulas;
