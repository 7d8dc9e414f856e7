import { describe, expect, test } from 'vitest';
import {
	type StepTable,
	armsTogether,
	gridCounts
} from '../../../../../pipelines/steps/protect/programmes/grid-counts.ts';
import { stepTable } from '../../../../support/programme-arms.ts';

const people = [
	...[
		{ time: 3, cause: 'rearrest' },
		{ time: 13, cause: 'rearrest' },
		{ time: 7, cause: 'death' }
	],
	...[{ time: 12 }, { time: 13 }, { time: 26 }, { time: 26 }]
];
const causes = ['rearrest', 'death'];
const table = stepTable(people, causes);

describe('gridCounts', () => {
	test('counts events until a time, and who left before it', () => {
		expect(gridCounts(table, [13, 26], causes)).toEqual({
			...{ size: 7, times: [13, 26] },
			events: [
				[2, 2],
				[1, 1]
			],
			censored: [1, 2]
		});
	});

	test('adds arms up', () => {
		const arm = gridCounts(table, [13, 26], causes);
		const arms = new Map([['a', arm] as const, ['b', arm] as const]);
		expect(armsTogether(arms, ['a', 'b'])).toMatchObject({ size: 14, censored: [2, 4] });
		expect(() => armsTogether(arms, ['c'])).toThrow('no step table of arm: c');
	});

	const { time, atRisk, events, censored } = table;
	test.for<[Partial<StepTable>, string]>([
		[{ time: time.toReversed() }, 'out of order at time: 13'],
		[{ atRisk: atRisk.with(1, 5) }, 'do not add up after time: 3'],
		[{ censored: censored.with(0, 0.5) }, 'no count: 0.5'],
		[{ censored: [1] }, 'columns of 5 rows and: 1'],
		[{ events: { ...events, arrest: censored } }, 'no declared name: arrest']
	])('refuses a table that is none: %o', ([changes, expected]) => {
		expect(() => gridCounts({ ...table, ...changes }, [13], causes)).toThrow(expected);
	});
});
