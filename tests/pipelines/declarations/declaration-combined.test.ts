import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { faultsOf } from '../../support/declared-faults.ts';
import { type Declaration, sourceOf, testSurvey } from '../../support/instance.ts';

/** What is wrong with a survey of two questions whose yeses are counted. */
function faults(changes: Declaration, sensitive = false): string[] {
	return faultsOf((instance) => {
		const own = testSurvey();
		const text = (words: string) => ({ es: words, en: words });
		instance.write(
			'data/concepts/yeses.yaml',
			stringify({
				...{ id: 'yeses', kind: 'category', label: text('yeses'), definition: text('yeses') },
				...{ sensitive, categories: ['none', 'some'].map((id) => ({ id, label: text(id) })) }
			})
		);
		const yeses = {
			...{ concept: 'yeses', file: 'people' },
			combines: {
				category: 'yes',
				as: 'number',
				sets: { all: ['sees_sale', 'ever_used'] },
				...changes
			},
			bins: [
				{ from: 0, to: 0, category: 'none' },
				{ from: 1, to: 2, category: 'some' }
			]
		};
		const mappings = [...(own['mappings'] as object[]), yeses];
		instance.yaml(sourceOf('test-2024'), testSurvey({ mappings }));
	}).map((line) => line.replace(/^\S+ /, ''));
}

describe('what a survey combines', () => {
	test('is in order where every concept is mapped and has the category', () => {
		expect(faults({})).toEqual([]);
	});

	test('is named with its place where it is not', () => {
		const at = 'mappings[4].combines.sets.all';
		expect(faults({ sets: { all: ['sees_sale', 'sees_sale'] } })).toEqual([
			`${at}[1]: stands in the sets already: sees_sale`
		]);
		expect(faults({ sets: { all: ['sees_sal'] } })[0]).toContain(
			`${at}[0]: unknown concept: sees_sal`
		);
		expect(faults({ sets: { all: ['first_age'] } })).toEqual([
			`${at}[0]: a number, it has no categories: first_age`
		]);
		expect(faults({ category: 'yess' })[0]).toContain(
			`${at}[0]: unknown category of sees_sale: yess`
		);
		expect(faults({ sets: { all: ['yeses'] } })[0]).toContain(
			`${at}[0]: not mapped, from a variable`
		);
		expect(faults({ within: ['alle'] })).toEqual([
			'mappings[4].combines.within: not one of the sets: alle'
		]);
	});
});
