import { describe, expect, test } from 'vitest';
import { programme } from '#lib/model/programme.ts';
import { testCohort, testProgramme } from '../support/test-programme.ts';

/** Where it is refused and why; none where it is in order. */
function refusals(changes: object): string[] {
	const { error } = programme.safeParse({ ...testProgramme, ...changes });
	return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

const [main, harm] = testProgramme.outcomes;
const noHarm = 'outcomes: needs at least one harm: what could have become worse';

describe('programme', () => {
	test('has one main outcome, and a harm beside it', () => {
		expect(refusals({})).toEqual([]);
		expect(refusals({ outcomes: [harm, { ...harm, id: 'other' }] })).toEqual([
			'outcomes: needs one main outcome: 0'
		]);
		expect(refusals({ outcomes: [main, { ...main, id: 'other', role: 'placebo' }] })).toEqual([
			noHarm
		]);
	});

	test('goes without a harm only where it is local and says what nobody measured', () => {
		const outcomes = [main, { ...main, id: 'other', role: 'placebo' }];
		const harmsNotMeasured = [{ harm: 'trust', why: { en: 'not in the file' } }];
		expect(refusals({ outcomes, harmsNotMeasured, tier: 'local' })).toEqual([]);
		expect(refusals({ outcomes, harmsNotMeasured, tier: 'protected' })).toEqual([noHarm]);
		expect(refusals({ outcomes, tier: 'local' })).toEqual([noHarm]);
	});

	test('never has the work of the police as its result', () => {
		const caution = { en: 'work of the police' };
		const activity = { ...main, measures: 'enforcement', direction: 'none', caution };
		expect(refusals({ outcomes: [activity, harm] })).toEqual([
			'outcomes.0.role: enforcement is activity, and never the main outcome'
		]);
	});

	test('refuses who completed it as its result, and assignment where there was none', () => {
		const analysed = (by: string) => ({
			...testCohort,
			estimand: 'ITT',
			design: { ...testCohort.design, analysed: by }
		});
		expect(refusals(analysed('assigned'))).toEqual([]);
		expect(refusals(analysed('completers'))).toHaveLength(1);
		expect(refusals(analysed('participants'))).toEqual([
			'estimand: without assignment there is no effect of it: ITT'
		]);
	});
});
