import { describe, expect, test } from 'vitest';
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
				earlier: [{ id: '2026-05', date: '2026-05-20', what: { en: 'two surveys' } }],
				operator: { role: { en: 'Publisher' }, contact: 'data@example.org' },
				notes: { en: 'second release' }
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
		[
			'an earlier release that is not earlier',
			{ earlier: [{ id: '2026-10', date: '2026-11-22', what: { en: 'x' } }] },
			'earlier.0.date: not before 2026-11-22: 2026-11-22'
		],
		[
			'a release that was before itself',
			{ earlier: [{ id: '2026-11', date: '2026-10-22', what: { en: 'x' } }] },
			'earlier.0.id: the release itself: 2026-11'
		],
		[
			'a contact that nobody can write to',
			{ operator: { role: { en: 'Publisher' }, contact: 'the office' } },
			'operator.contact: neither an address of mail nor one that begins with https://'
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
		['2026-11-19T09:59:59.999Z', false],
		['2026-11-19T10:00:00Z', true]
	])('waits for the day of the approval, where it comes first: %s', ([now, ok]) => {
		const release = { id: 'r1', status: 'approved', approvedOn: '2026-11-20' } as const;
		const reason = 'release r1 is approved on a day to come: 2026-11-20';
		expect(mayPublish(release, moment(now))).toEqual(ok ? { ok } : { ok, reason });
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
