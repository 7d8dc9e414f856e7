import { describe, expect, test } from 'vitest';
import { faultsAfter } from '../../support/declared-faults.ts';
import { type Declaration, type Instance, sourceOf, testSurvey } from '../../support/instance.ts';

const withSurvey = (changes: Declaration) => (instance: Instance) =>
	instance.yaml(sourceOf(String(changes['id'])), testSurvey(changes));

const file = 'estimates.yaml';

describe('a comparison of countries', () => {
	const abroad = withSurvey({ id: 'abroad-2024', series: 'abroad', country: 'XAB' });

	test('is about two surveys of different series', () => {
		const to = 'comparisons: [{ kind: countries, of: test-2024, against: abroad-2024 }]\n';
		expect(faultsAfter({ file, to }, abroad).lines).toEqual([]);
	});

	test('is not about two waves of one series', () => {
		const to = 'comparisons:\n  - kind: ‸countries\n    of: test-2024\n    against: test-2022\n';
		const { lines, place } = faultsAfter({ file, to }, withSurvey({ id: 'test-2022' }));
		expect(lines).toEqual([
			`${place}: comparisons[0].kind: two waves of one series, which is kind waves: test`
		]);
	});

	test('is not about a survey and itself', () => {
		const to = 'comparisons: [{ kind: countries, of: test-2024, against: ‸test-2024 }]\n';
		const { lines, place } = faultsAfter({ file, to });
		expect(lines).toEqual([
			`${place}: comparisons[0].against: the same as what is compared with it: test-2024`
		]);
	});

	test('has no overlap to declare', () => {
		const to =
			'comparisons:\n  - { kind: countries, of: test-2024, against: abroad-2024, ‸overlap: independent }\n';
		const { lines, place } = faultsAfter({ file, to }, abroad);
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(`${place}: comparisons[0]`);
	});

	test('stands in the list once, so that its rows have names of their own', () => {
		const pair = '{ kind: countries, of: test-2024, against: abroad-2024 }';
		const to = `comparisons:\n  - ${pair}\n  - ‸${pair}\n`;
		const { lines, place } = faultsAfter({ file, to }, abroad);
		expect(lines).toEqual([
			`${place}: comparisons[1]: stands in the list already: test-2024, abroad-2024`
		]);
	});
});

describe('a table by two concepts', () => {
	const plan = (singles: string) => `${singles}pairs: [[sex, ‸ever_used]]\n`;

	test('is in order beside the tables by each of them', () => {
		const to = plan('breakdowns: [sex, ever_used]\n');
		expect(faultsAfter({ file, to }).lines).toEqual([]);
	});

	test('does not stand beside a margin that is left out, for its cells add up to it', () => {
		const { lines, place } = faultsAfter({ file, to: plan('breakdowns: [sex]\n') });
		expect(lines).toEqual([
			`${place}: pairs[0][1]: a margin that is not published, but follows from the cells of sex and ever_used; add it to breakdowns: ever_used`
		]);
	});
});
