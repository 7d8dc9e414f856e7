import { z } from 'zod';
import { precision } from './estimate.ts';
import { conceptId, isoDate, sha256, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { period } from './period.ts';
import { qualityLabel } from './quality-profile.ts';
import { signatory } from './signatory.ts';
import { territoryId } from './territory.ts';

/** A figure with its error. A proportion lies between 0 and 1; null: there is no such number. */
const figure = {
	estimate: z.number(),
	standardError: z.number().nonnegative().nullable(),
	/** Cases in the denominator. */
	n: z.int().positive().nullable(),
	df: z.number().positive().nullable(),
	lower: z.number().nullable(),
	upper: z.number().nullable(),
	/** Of the interval, such as 0.95. */
	level: z.number().gt(0).lt(1),
	precision,
	quality: z.strictObject({ profile: slug, label: qualityLabel }).nullable()
};

/** Where and when, and the release that the figure is taken from, on the day it was fixed. */
const fixing = { territory: territoryId, period, release: slug, date: isoDate };

/** Fields without defaults: what the seal covers is what stands in the file. */
const frozenEstimate = z.strictObject({
	kind: z.literal('estimate'),
	indicator: slug,
	survey: slug,
	/** The question whose wording and universe the figure has; absent where nobody has wordings. */
	question: slug.optional(),
	weight: slug,
	unsure: z.enum(['exclude', 'category']),
	/** A category for each concept that narrows it further, such as `age_group: age-12-17`. */
	group: z
		.record(conceptId, slug)
		.refine((group) => [1, 2].includes(Object.keys(group).length), 'not one or two concepts')
		.optional(),
	...fixing,
	...figure,
	standardError: z.number().nonnegative(),
	n: z.int().positive()
});

/** A figure of a series, as it was published: most have no error. */
const frozenPublished = z.strictObject({
	kind: z.literal('published'),
	series: slug,
	/** A category for each dimension of the series. */
	categories: z.record(conceptId, slug).optional(),
	...fixing,
	estimate: figure.estimate,
	standardError: figure.standardError.optional(),
	n: figure.n.optional()
});

const frozen = z.discriminatedUnion('kind', [frozenEstimate, frozenPublished]);
export type FrozenFigure = z.infer<typeof frozen>;

/** What a later release says of the same, which stands beside the frozen figure and never replaces it. */
const revision = z.strictObject({
	release: slug,
	date: isoDate,
	reason: localized,
	estimate: figure.estimate,
	standardError: figure.standardError,
	n: figure.n,
	lower: figure.lower.optional(),
	upper: figure.upper.optional()
});
export type BaselineRevision = z.infer<typeof revision>;

type Refuse = (path: (string | number)[], message: string) => void;

/** `data/baselines/<id>.yaml`: a value that stays as it was when somebody decided to measure from it. */
export const baseline = z
	.strictObject({
		id: slug,
		label: localized,
		frozen,
		/** SHA-256 of `frozen` in its canonical form. */
		seal: sha256,
		/** Who fixed it, and why this value. */
		fixedBy: signatory,
		why: localized,
		/** From the first to the last. */
		revisions: z.array(revision).default([])
	})
	.superRefine(({ frozen, revisions }, context) => {
		const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
		refuseOutside(frozen, ['frozen'], refuse);
		revisions.forEach((one, i) => refuseOutside(one, ['revisions', i], refuse));
		refuseOrder(frozen, revisions, refuse);
	});
export type Baseline = z.infer<typeof baseline>;

interface Limits {
	readonly estimate: number;
	readonly lower?: number | null | undefined;
	readonly upper?: number | null | undefined;
}

function refuseOutside(
	{ estimate, lower, upper }: Limits,
	at: (string | number)[],
	refuse: Refuse
) {
	if (typeof lower === 'number' && !(lower <= estimate))
		refuse([...at, 'lower'], `above the estimate, ${estimate}: ${lower}`);
	if (typeof upper === 'number' && !(upper >= estimate))
		refuse([...at, 'upper'], `below the estimate, ${estimate}: ${upper}`);
}

function refuseOrder(frozen: FrozenFigure, revisions: readonly BaselineRevision[], refuse: Refuse) {
	const releases = [frozen.release, ...revisions.map(({ release }) => release)];
	revisions.forEach(({ release, date }, i) => {
		const before = revisions[i - 1]?.date ?? frozen.date;
		if (release === frozen.release)
			refuse(['revisions', i, 'release'], `the release that the value is frozen from: ${release}`);
		else if (releases.indexOf(release) !== i + 1)
			refuse(['revisions', i, 'release'], `an earlier revision has this release: ${release}`);
		if (date < before) refuse(['revisions', i, 'date'], `before ${before}: ${date}`);
	});
}

/** The text that a seal is made from: fields by name at every level, no space, numbers as JSON. */
export function canonicalFigure(frozen: FrozenFigure): string {
	return JSON.stringify(frozen, (_, value: unknown) =>
		isRecord(value)
			? Object.fromEntries(
					Object.keys(value)
						.sort()
						.map((key) => [key, value[key]])
				)
			: value
	);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
