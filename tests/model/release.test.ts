import { describe, expect, test } from 'vitest';
import { corrections } from '#lib/model/correction.ts';
import { mayPublish, releaseDeclaration } from '#lib/model/release.ts';

type Fields = Readonly<Record<string, unknown>>;

const board = { role: { en: 'Data board' } };
const approved = {
	...{ id: '2026-11', date: '2026-11-22', status: 'approved' },
	...{ approver: board, approvedOn: '2026-11-20' }
};

function faults(fields: Fields): string[] {
	const { error } = releaseDeclaration.safeParse({ ...approved, ...fields });
	return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('releaseDeclaration', () => {
	test('takes an approved release with all it may say', () => {
		expect(
			faults({
				approver: { ...board, institution: 'Observatory', name: 'A. Person' },
				embargo: '2026-12-01T09:00:00-05:00',
				nextRelease: { date: '2027-05-20', status: 'firm' },
				calendar: [
					{ date: '2027-05-20', status: 'firm', what: { en: 'series' } },
					{ date: '2027-11-20', status: 'provisional', what: { en: 'surveys' } }
				],
				notes: { en: 'first release' }
			})
		).toEqual([]);
	});

	test.for<[string, Fields, string]>([
		[
			'approval by nobody',
			{ approver: undefined },
			'approver: an approved release says who approved it'
		],
		['approval at no time', { approvedOn: undefined }, 'approvedOn: an approved release says when'],
		[
			'approval after its date',
			{ approvedOn: '2026-11-23' },
			'approvedOn: after the date of the release, 2026-11-22: 2026-11-23'
		],
		[
			'a next release that is not later',
			{ nextRelease: { date: '2026-11-22', status: 'firm' } },
			'nextRelease.date: not after the release, 2026-11-22: 2026-11-22'
		],
		[
			'a calendar out of order',
			{
				calendar: [
					{ date: '2027-05-20', status: 'firm', what: { en: 'series' } },
					{ date: '2027-05-19', status: 'firm', what: { en: 'surveys' } }
				]
			},
			'calendar.1.date: not after 2027-05-20: 2027-05-19'
		],
		[
			'two next releases',
			{
				nextRelease: { date: '2027-05-21', status: 'firm' },
				calendar: [{ date: '2027-05-20', status: 'firm', what: { en: 'series' } }]
			},
			'nextRelease: not the first of the calendar, 2027-05-20 firm: 2027-05-21 firm'
		],
		...[
			'2026-12-01',
			'2026-12-01T09:00:00',
			'2026-12-01T09:00:00-0500',
			'2026-02-30T09:00:00Z'
		].map((embargo): [string, Fields, string] => [
			`an embargo that is no moment, ${embargo}`,
			{ embargo },
			'embargo: a day, a time and an offset such as 2026-12-01T09:00:00-05:00'
		])
	])('refuses %s', ([, fields, expected]) => {
		expect(faults(fields)).toEqual([expected]);
	});

	test('refuses a draft that somebody has approved', () => {
		expect(faults({ status: 'draft' })).toEqual([
			'approver: a draft has no approver',
			'approvedOn: a draft is not approved'
		]);
	});
});

describe('mayPublish', () => {
	const embargo = '2026-12-01T09:00:00-05:00';
	const moment = (text: string) => new Date(text);

	test('takes an approved release', () => {
		const release = { id: 'r1', status: 'approved' } as const;
		expect(mayPublish(release, moment('2000-01-01T00:00:00Z'))).toEqual({ ok: true });
	});

	test('refuses a draft at any time', () => {
		expect(mayPublish({ id: 'r1', status: 'draft' }, moment('2100-01-01T00:00:00Z'))).toEqual({
			ok: false,
			reason: 'release r1 is draft: the public profile takes approved ones'
		});
	});

	test.for<[string, boolean]>([
		['2026-12-01T13:59:59.999Z', false],
		['2026-12-01T14:00:00Z', true],
		['not a moment', false]
	])('keeps an embargo to the moment: %s', ([now, ok]) => {
		const release = { id: 'r1', status: 'approved', embargo } as const;
		const reason = `release r1 is under embargo until ${embargo}`;
		expect(mayPublish(release, moment(now))).toEqual(ok ? { ok } : { ok, reason });
	});
});

describe('corrections', () => {
	const notice = (fields: Fields) => ({
		...{ date: '2026-12-03', release: '2026-11', what: { en: 'a weight was wrong' } },
		...fields
	});
	const faultsIn = (all: unknown) =>
		corrections
			.safeParse(all)
			.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
	const figure = { indicator: 'sees-sale', of: { en: 'all, 2024' }, before: 0.4, after: 0.41 };

	test('are dated notices with what they touch, the latest first', () => {
		const later = notice({ date: '2026-12-04', figures: [figure, { ...figure, after: null }] });
		expect(faultsIn([later, notice({ artefacts: ['estimates.parquet'] })])).toEqual([]);
		expect(faultsIn([notice({ indicators: ['a'] }), later])).toEqual([
			'1.date: later than the notice before it, 2026-12-03: 2026-12-04'
		]);
	});

	test('name something, and something that changed', () => {
		expect(faultsIn([notice({})])).toEqual([
			'0: names nothing that it corrects: artefacts, indicators or figures'
		]);
		expect(faultsIn([notice({ figures: [{ ...figure, after: 0.4 }] })])).toEqual([
			'0.figures.0.after: the same before and after'
		]);
	});
});
