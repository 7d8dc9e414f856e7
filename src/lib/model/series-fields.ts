import { z } from 'zod';
import { conceptId, isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { frequency, period } from './period.ts';
import { seriesOrigin } from './series-origin.ts';
import { tier } from './survey.ts';
import { territoryId, territoryLevel } from './territory.ts';

const dimension = z.strictObject({
	/** Also the name of its column in the published file. */
	id: conceptId,
	label: localized,
	categories: z
		.array(z.strictObject({ id: slug, label: localized }))
		.min(1)
		.refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'category ids repeat')
});

/** A category, or a territory, that holds others: never added to them. */
const hierarchy = z.strictObject({
	/** Id of a dimension, or `territory`. */
	dimension: conceptId,
	parent: territoryId,
	children: z.array(territoryId).min(1),
	/** The first period in which all children are there; none may stand before it. */
	from: period.optional(),
	/**
	 * What the children add up to: the parent; at least it, because they overlap, so that they are
	 * never added up; or nothing that can be checked.
	 */
	sum: z.enum(['equal', 'overlapping', 'unchecked'])
});

const seriesBreak = z.strictObject({
	/** The first period of the new way of counting. */
	period,
	reason: localized
});

/** One cell, or many: what is absent is any. */
const place = {
	territory: territoryId.optional(),
	period: period.optional(),
	categories: z.record(conceptId, slug).default({})
};

const published = z.strictObject({
	...place,
	from: period,
	to: period,
	value: z.number(),
	/** Largest distance, in the unit of the value. */
	tolerance: z.number().nonnegative().default(0),
	/** Where that total was published. */
	source: z.string().min(1)
});

const checks = z.strictObject({
	/** Rows of the finished series. */
	rows: z.int().positive().optional(),
	/** Both ends may occur. */
	range: z.tuple([z.number(), z.number()]).optional(),
	/** No fractions; absent: of a count. */
	whole: z.boolean().optional(),
	/** A value that is `factor` times the median of its neighbours in time, or that part of it. */
	jump: z
		.strictObject({
			factor: z.number().gt(1),
			/** How many before and how many after. */
			neighbours: z.int().min(1).max(12).default(2),
			/** Smaller values and medians count as this much, so that 0 and 3 are no jump. */
			floor: z.number().nonnegative().default(1)
		})
		.optional(),
	/** Sums that the source itself, or somebody else, has published. */
	totals: z.array(published.omit({ period: true })).default([])
});

/** A finding that is in the source, looked at and left as it is. */
const knownFinding = z.strictObject({
	check: z.enum(['jump', 'hierarchy']),
	...place,
	reason: localized
});

/** A value of the source that somebody replaces: never the program on its own. */
const correction = z.strictObject({
	reason: localized,
	signed: z.string().min(1),
	date: isoDate,
	cells: z
		.array(
			z.strictObject({
				...place,
				territory: territoryId,
				period,
				/** The text of the source. */
				before: z.string(),
				after: z.number()
			})
		)
		.min(1)
});

const value = z.strictObject({
	/** Counts and quantities can be added; a quantity has fractions, such as kilograms. */
	kind: z.enum(['count', 'quantity', 'rate', 'share', 'index', 'price']),
	/** What is counted or measured, such as "recorded offences" or "kilograms". */
	unit: localized,
	/** Of how many: 100 for a percentage, 100000 for a rate by population. */
	per: z.number().positive().optional(),
	/** Digits after the point that the source gives. */
	decimals: z.int().min(0).max(10),
	/**
	 * counted: everything was counted; standard-error: estimates, each with its standard error;
	 * not-published: estimates of which the source tells no error, which a page has to say.
	 */
	precision: z.enum(['counted', 'standard-error', 'not-published'])
});

/** Where the numbers come from. */
const source = z.strictObject({
	producer: z.string().min(1),
	document: z.string().min(1),
	table: z.string().min(1).optional(),
	url: z.url().optional(),
	licence: z.strictObject({
		name: z.string().min(1),
		url: z.url().optional(),
		note: localized.optional()
	}),
	citation: z.string().min(1),
	/** The day the numbers were taken; where nobody noted it, the day they were read from the file. */
	retrieved: isoDate,
	/** Which edition it is, as far as the source says so. */
	vintage: localized
});

/** Everything that `data/series/<id>.yaml` may say; `series` checks what fits together. */
export const seriesFields = z.strictObject({
	id: slug,
	title: localized,
	definition: localized,
	/** What the numbers measure: people, a service, or the work of police and prosecution. */
	measures: z.enum(['population', 'service', 'enforcement']),
	/** Which way is better; enforcement has none. */
	direction: z.enum(['up', 'down', 'none']),
	/** What a reader has to know before the first number. */
	caution: localized.optional(),
	tier,
	value,
	geography: z.strictObject({
		/** The smallest areas that it speaks of. */
		level: territoryLevel,
		/** Files of `data/territories` that list them; empty: the codes of the source. */
		lists: z.array(slug).default([])
	}),
	frequency,
	/** Values of later periods are partial: shown as such, never compared. */
	lastComplete: period.optional(),
	dimensions: z.array(dimension).default([]),
	hierarchies: z.array(hierarchy).default([]),
	source,
	/** Law or rule of recording, and when it changed. */
	recording: z.strictObject({ rule: localized, breaks: z.array(seriesBreak).default([]) }),
	notes: z.array(localized).default([]),
	checks: checks.prefault({}),
	known: z.array(knownFinding).default([]),
	corrections: z.array(correction).default([]),
	origin: seriesOrigin
});
export type SeriesFields = z.infer<typeof seriesFields>;
