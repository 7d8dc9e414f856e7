import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	cascadeIssues,
	cascadeSteps,
	rearrestedAmong
} from '#lib/model/registers/alternative-registers.ts';
import { statedDate } from '#lib/model/registers/entry.ts';

/** Counts of steps, some of them not stated. */
const steps = fc.tuple(...cascadeSteps.map(() => fc.option(fc.nat(1000), { nil: undefined })));
const countsOf = (values: readonly (number | undefined)[]) =>
	Object.fromEntries(
		cascadeSteps.flatMap((step, i) => (values[i] === undefined ? [] : [[step, values[i]]]))
	);

describe('a cascade', () => {
	test('is in order exactly when no known step has more people than the one before it', () => {
		fc.assert(
			fc.property(steps, (values) => {
				const known = values.filter((value) => value !== undefined);
				const falls = known.every((value, i) => i === 0 || value <= known[i - 1]!);
				expect(cascadeIssues(countsOf(values)).length === 0).toBe(falls);
			})
		);
	});

	test('says of whom more were arrested again than there were', () => {
		const counts = { eligible: 10, completed: 4, followUpMonths: 12 };
		const [issue] = cascadeIssues({ ...counts, [rearrestedAmong.completed]: 5 });
		expect(issue).toEqual([['rearrestedCompleted'], 'more than completed, 4: 5']);
	});
});

describe('a stated date', () => {
	test.for(['2011', '2011-05', '2011-05-04', 'not stated'])('may be as exact as %s', (text) => {
		expect(statedDate.parse(text)).toBe(text);
	});

	test.for(['', '2011-13', 'May 2011', '2011-5', 'unknown'])('may not be: %s', (text) => {
		expect(statedDate.safeParse(text).success).toBe(false);
	});
});
