import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { signatory } from './signatory.ts';

/** provisional: the day may change; firm: it may not. */
const dateStatus = z.enum(['provisional', 'firm']);

/** What a later release is planned to bring, and when. */
const plannedRelease = z.strictObject({ date: isoDate, what: localized, status: dateStatus });

/** A release that was out before, and what was new in it. */
const earlierRelease = z.strictObject({ id: slug, date: isoDate, what: localized });

/** An address that somebody reads: of mail or of a page. */
const operator = z.strictObject({
	role: localized,
	institution: z.string().min(1).optional(),
	contact: z.union([z.email(), z.url({ protocol: /^https$/ })], {
		error: 'neither an address of mail nor one that begins with https://'
	})
});

type Refuse = (path: (string | number)[], message: string) => void;

/** `data/release.yaml`: the release that the next build makes. */
export const releaseDeclaration = z
	.strictObject({
		id: slug,
		/** The day it is made for; every page prints it. */
		date: isoDate,
		status: z.enum(['draft', 'approved']),
		approver: signatory.optional(),
		approvedOn: isoDate.optional(),
		/** Nothing of it is published before: such as 2026-12-01T09:00:00-05:00. */
		embargo: z.iso
			.datetime({
				offset: true,
				error: 'a day, a time and an offset such as 2026-12-01T09:00:00-05:00'
			})
			.optional(),
		nextRelease: z.strictObject({ date: isoDate, status: dateStatus }).optional(),
		/** Later releases, the next one among them, from the first to the last. */
		calendar: z.array(plannedRelease).default([]),
		/** Releases that there were, the latest first; none is ever taken out. */
		earlier: z.array(earlierRelease).default([]),
		/** Earlier releases that may not be read any more: the next build takes them away. */
		offline: z.array(slug).default([]),
		/** Who publishes this copy, and where readers write to: an office, never a person. */
		operator: operator.optional(),
		/** What a reader of the figures has to know about this release. */
		notes: localized.optional()
	})
	.superRefine((release, context) => {
		const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
		refuseHalfApproval(release, refuse);
		refuseDates(release, refuse);
		refuseEarlier(release, refuse);
		if (release.offline.includes(release.id))
			refuse(['offline'], `the release that the build makes: ${release.id}`);
	});
export type ReleaseDeclaration = z.infer<typeof releaseDeclaration>;

interface Approval {
	readonly status: 'draft' | 'approved';
	readonly approver?: unknown;
	readonly approvedOn?: string | undefined;
	readonly date: string;
}

function refuseHalfApproval({ status, approver, approvedOn, date }: Approval, refuse: Refuse) {
	const isApproved = status === 'approved';
	const verb = isApproved ? 'an approved release says who approved it' : 'a draft has no approver';
	if ((approver !== undefined) !== isApproved) refuse(['approver'], verb);
	if ((approvedOn !== undefined) !== isApproved)
		refuse(
			['approvedOn'],
			isApproved ? 'an approved release says when' : 'a draft is not approved'
		);
	if (approvedOn !== undefined && approvedOn > date)
		refuse(['approvedOn'], `after the date of the release, ${date}: ${approvedOn}`);
}

interface Dates {
	readonly date: string;
	readonly nextRelease?: { readonly date: string; readonly status: string } | undefined;
	readonly calendar: readonly { readonly date: string; readonly status: string }[];
}

function refuseDates({ date, nextRelease: next, calendar }: Dates, refuse: Refuse) {
	if (next && next.date <= date)
		refuse(['nextRelease', 'date'], `not after the release, ${date}: ${next.date}`);
	calendar.forEach((planned, i) => {
		const before = calendar[i - 1]?.date ?? date;
		if (planned.date <= before)
			refuse(['calendar', i, 'date'], `not after ${before}: ${planned.date}`);
	});
	const [first] = calendar;
	if (first && next && (first.date !== next.date || first.status !== next.status))
		refuse(
			['nextRelease'],
			`not the first of the calendar, ${first.date} ${first.status}: ${next.date} ${next.status}`
		);
}

interface Before {
	readonly id: string;
	readonly date: string;
	readonly earlier: readonly { readonly id: string; readonly date: string }[];
}

function refuseEarlier({ id, date, earlier }: Before, refuse: Refuse) {
	earlier.forEach((one, i) => {
		const after = earlier[i - 1]?.date ?? date;
		if (one.date >= after) refuse(['earlier', i, 'date'], `not before ${after}: ${one.date}`);
		if (one.id === id) refuse(['earlier', i, 'id'], `the release itself: ${id}`);
	});
}

type Published = Pick<ReleaseDeclaration, 'id' | 'status' | 'approvedOn' | 'embargo'>;

export type Publication =
	| { readonly ok: true }
	/** In the words of an error. */
	| { readonly ok: false; readonly reason: string };

/**
 * Whether the public may have a release at a moment: it is approved, the day of its approval has come
 * somewhere on earth, and its embargo is over.
 */
export function mayPublish({ id, status, approvedOn, embargo }: Published, now: Date): Publication {
	if (status !== 'approved')
		return {
			ok: false,
			reason: `release ${id} is ${status}: the public profile takes approved ones`
		};
	if (approvedOn !== undefined && !(now.getTime() >= Date.parse(`${approvedOn}T00:00:00+14:00`)))
		return { ok: false, reason: `release ${id} is approved on a day to come: ${approvedOn}` };
	if (embargo !== undefined && !(now.getTime() >= Date.parse(embargo)))
		return { ok: false, reason: `release ${id} is under embargo until ${embargo}` };
	return { ok: true };
}
