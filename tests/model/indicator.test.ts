import { describe, expect, test } from 'vitest';
import { indicator } from '#lib/model/indicator.ts';

const declared = {
	id: 'drug-arrests',
	label: { en: 'Arrests' },
	definition: { en: 'Arrests' },
	measures: 'enforcement',
	direction: 'none',
	sentence: { en: '{value} arrests' },
	statistic: 'proportion',
	concept: 'arrested',
	numerator: ['yes']
};

const problems = (changes: Record<string, unknown>) => {
	const parsed = indicator.safeParse({ ...declared, ...changes });
	return parsed.success
		? []
		: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('indicator', () => {
	test.for(['up', 'down'])('gives enforcement no wanted direction: %s', (direction) => {
		expect(problems({ direction })).toEqual(['direction: enforcement has no wanted direction']);
		expect(problems({ direction, measures: 'population' })).toEqual([]);
		expect(problems({ direction, measures: 'service' })).toEqual([]);
	});

	test('takes enforcement without a direction, about people unless it says otherwise', () => {
		expect(indicator.parse(declared)).toMatchObject({ direction: 'none', unit: 'person' });
	});

	test('refuses one that does not say what it measures or which way is better', () => {
		expect(problems({ measures: undefined })).toHaveLength(1);
		expect(problems({ direction: undefined })).toHaveLength(1);
	});

	test('wants a numerator for a share and none for a mean', () => {
		expect(problems({ numerator: undefined })).toHaveLength(1);
		expect(problems({ numerator: [] })).toHaveLength(1);
		expect(problems({ statistic: 'mean' })).toHaveLength(1);
	});
});
