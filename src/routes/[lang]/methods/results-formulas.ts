import { type Maths, brackets, frac, row, square, sub, sup } from './maths.ts';

const [y0, yT] = [sub('y', '0'), sub('y', 'T')];

/** Of targets and the way to them. */
export const resultsFormulas = {
	'path-value': row(sub('y', '*'), '=', y0, '+f·', brackets(yT, '−', y0)),
	'path-variance': row(
		'V=',
		square(sub('s', 't')),
		'+',
		square(brackets('1−f')),
		'·',
		square(sub('s', '0'))
	),
	'annual-growth': row('g=', sup(brackets(frac(sub('y', 't'), y0)), frac('1', 'n')), '−1')
} as const satisfies Record<string, Maths>;
