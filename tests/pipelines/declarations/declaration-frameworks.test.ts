import { describe, expect, test } from 'vitest';
import { faultsAfter } from '../../support/declared-faults.ts';

const file = 'frameworks/plan.yaml';

const head = `id: plan
title: { en: Plan }
shortTitle: { en: Plan }
summary: { en: What is planned }
period: { start: 2022-01-01, end: 2025-12-31, source: { document: plan } }
checked: 2026-01-01
documents: [{ id: plan, title: Plan, date: not-stated }]
groups: [{ code: A, title: { en: Group } }]
units: [{ id: course, one: { en: course }, many: { en: courses } }]
lines:
`;
const line = (code: string, indicators = '') => `  - code: ${code}
    kind: output
    group: A
    title: { en: Line }
    source: { document: plan }
${indicators}`;
const target = 'target: { value: 4, per: programme, basis: stated, due: not-stated }';
const indicator = (rest: string) => `    indicators:
      - id: a
        label: { en: Courses }
        direction: up
        aggregation: true
        counting: cumulative
        countries: not-stated
${rest
	.split('\n')
	.map((one) => `        ${one}\n`)
	.join('')}`;

const value = 'to: 2024-12-31, source: { document: plan }';

describe('a results framework', () => {
	test('may leave unsaid what its source does not state', () => {
		const to =
			head +
			line(
				'A.1',
				indicator(
					'target: { value: not-stated, per: programme, basis: not-stated, due: not-stated }'
				)
			);
		expect(faultsAfter({ file, to }).lines).toEqual([]);
	});

	test.for([
		[
			'two lines with one code',
			line('A.1', indicator(`unit: course\n${target}`)) + line('‸A.1'),
			'lines[1].code: a second line with this code, with other content; the first is lines[0]: A.1'
		],
		[
			'a target without a unit',
			line('A.1', indicator(target)).replace('- id', '- ‸id'),
			'lines[0].indicators[0].unit: a target without a unit: 4'
		],
		[
			'text in a numeric field',
			line('A.1', indicator(`unit: course\n${target.replace('4', '‸No')}`)),
			'lines[0].indicators[0].target.value: expected a number, all-countries or not-stated, received "No"'
		],
		[
			'text as a reported value',
			line('A.1', indicator(`unit: course\n${target}\nreported: [{ value: ‸No, ${value} }]`)),
			'lines[0].indicators[0].reported[0].value: expected a number, received "No"'
		],
		[
			'an actual before its baseline',
			line(
				'A.1',
				indicator(
					`unit: course\n${target}\nbaseline: { on: 2025-01-01, value: 1, source: { document: plan } }\nreported: [{ value: 2, ${value.replace('2024', '‸2024')} }]`
				)
			),
			'lines[0].indicators[0].reported[0].to: reported before its baseline of 2025-01-01: 2024-12-31'
		],
		[
			'a percentage over 100 without a numerator',
			line(
				'A.1',
				indicator(`measure: percentage\n${target}\nreported: [{ value: ‸130, ${value} }]`)
			),
			'lines[0].indicators[0].reported[0].value: a percentage over 100 needs its numerator and denominator: 130'
		],
		[
			'an unknown country',
			line(
				'A.1',
				indicator(`unit: course\n${target}\nreported: [{ value: 1, country: ‸XZQ, ${value} }]`)
			),
			'lines[0].indicators[0].reported[0].country: unknown country: XZQ'
		],
		[
			'a document that is not listed',
			line('A.1').replace('document: plan', 'document: ‸plam'),
			'lines[0].source.document: unknown document, expected one of plan (did you mean "plan"?): plam'
		],
		[
			'days that count twice',
			line(
				'A.1',
				indicator(
					`unit: course\n${target}\nreported:\n  - { from: 2024-01-01, value: 1, ${value} }\n  - ‸{ from: 2024-06-01, value: 2, ${value} }`
				)
			).replace('cumulative', 'per-period'),
			'lines[0].indicators[0].reported[1]: overlaps the period that ends on 2024-12-31, so that days count twice: 2024-12-31'
		],
		[
			'a number whose basis is not stated',
			line('A.1', indicator(`unit: course\n${target.replace('stated', '‸not-stated')}`)),
			'lines[0].indicators[0].target.basis: a target that is a number has a basis, stated or inferred-from-singular: not-stated'
		]
	] as const)('names %s by file, line and column', ([, lines, message]) => {
		const found = faultsAfter({ file, to: head + lines });
		expect(found.lines).toEqual([`${found.place}: ${message}`]);
	});
});
