import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkedDeclarations } from '../../../pipelines/declarations/declarations.ts';
import type { Declaration } from '../../support/instance.ts';
import { offenceInstance } from '../../support/offence-survey.ts';

function faults(event: Declaration, changes: Declaration = {}): string[] {
	const instance = offenceInstance(event, changes);
	try {
		const { problems } = checkedDeclarations(join(instance.root, 'data'));
		// Whatever refers to a broken survey is said to be unchecked, too.
		const own = problems.filter(({ path }) => path !== '');
		return own.map(({ path, message }) => `${path}: ${message}`);
	} finally {
		instance.remove();
	}
}

describe('a declared frame', () => {
	test('is in order where it is another file of the survey', () => {
		expect(faults({ frame: 'people' })).toEqual([]);
	});

	test.for<[string, Declaration, string]>([
		['a file of the survey', { frame: 'poeple' }, 'unknown file: poeple, did you mean people'],
		['another than its own', { frame: 'offences' }, 'the file of the unit itself: offences'],
		['one of sampling units', { frame: 'people', ids: [] }, 'a frame needs ids of sampling units'],
		[
			'without replicate weights',
			{ frame: 'people', replicates: { columns: ['r1', 'r2'], type: 'JK1' } },
			'replicate weights need no frame'
		]
	])('is %s', ([, event, expected]) => {
		expect(faults(event)).toEqual([`design.units[1].frame: ${expected}`]);
	});

	test('is not of an open survey, whose rows are published', () => {
		expect(faults({ frame: 'people' }, { tier: 'open' })).toEqual([
			'design.units[1].frame: not of an open survey, whose rows would hold some that are no units'
		]);
	});
});
