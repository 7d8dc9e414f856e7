import { z } from 'zod';
import { notStated } from '../entry-source.ts';
import { conceptId, isoDate, slug } from '../identifiers.ts';
import { localized, localizedName } from '../localized.ts';
import { signatory } from '../signatory.ts';
import { territoryId } from '../territory.ts';
import { boardTarget, boardThresholds } from './board-target.ts';

/** A country or an area, or a bloc of countries. */
const place = { territory: territoryId.optional(), bloc: slug.optional() };

/** Where the one number of a tile comes from. */
export const tileSource = z.discriminatedUnion('kind', [
	/** The waves of a series of surveys in a territory, of all its people. */
	z.strictObject({
		kind: z.literal('indicator'),
		indicator: slug,
		surveys: slug,
		territory: territoryId
	}),
	/** A series of `data/series`; of a bloc the median of the countries that are in every period. */
	z.strictObject({
		...{ kind: z.literal('series'), series: slug, ...place },
		/** One category of each dimension. */
		categories: z.record(conceptId, slug).default({})
	}),
	/** A value that was frozen, and what a later wave says of the same. */
	z.strictObject({ kind: z.literal('baseline'), baseline: slug }),
	/** What a programme changed, by its main outcome. */
	z.strictObject({ kind: z.literal('programme'), programme: slug }),
	/** An indicator of a line of a results framework. */
	z.strictObject({
		...{ kind: z.literal('framework'), framework: slug },
		indicator: z.string().min(1)
	})
]);
export type TileSource = z.infer<typeof tileSource>;

const tile = z
	.strictObject({
		id: slug,
		/** In plain words. */
		name: localized,
		/** Of what or of whom, such as "of people of 12 to 65 years". */
		unit: localized,
		source: tileSource,
		/** Which way is wanted; none of what measures the work of the police. */
		direction: z.enum(['up', 'down', 'none']),
		target: boardTarget.default(notStated),
		/** Absent: those of the board. */
		thresholds: boardThresholds.optional(),
		/** Whether other countries of the bloc stand beside it, as far as they may be compared. */
		peers: z.boolean().default(false),
		/** What a reader has to know before the number. */
		caution: localized.optional()
	})
	.superRefine(({ target, direction, source }, context) => {
		const refuse = (path: string[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		if (target !== notStated && direction === 'none')
			refuse(['target'], 'a target needs a wanted direction, expected not-stated');
		if (target !== notStated && (source.kind === 'framework' || source.kind === 'programme'))
			refuse(['target'], `a ${source.kind} states its own, expected not-stated`);
		if (
			source.kind === 'series' &&
			(source.territory === undefined) === (source.bloc === undefined)
		)
			refuse(['source'], 'expected a territory or a bloc, one of the two');
	});
export type BoardTile = z.infer<typeof tile>;

const year = z.string().regex(/^\d{4}$/, "not a year such as '2024'");

/** `data/boards/<id>.yaml`: what a minister reads in one minute. */
export const board = z
	.strictObject({
		id: slug,
		title: localized,
		place: z.union([
			z.strictObject({ territory: territoryId }),
			z.strictObject({ blocs: z.array(slug).min(1) })
		]),
		/** The first and the last year that it speaks of. */
		period: z
			.strictObject({ from: year, to: year })
			.refine(({ from, to }) => from <= to, 'ends before it begins'),
		thresholds: boardThresholds.optional(),
		/** One sentence, who answers for it, and when it was written. */
		narrative: z
			.strictObject({
				text: localized,
				author: signatory,
				date: isoDate,
				/** The numbers that it was written by, by tile: one that is another now marks it. */
				figures: z.record(slug, z.number()).default({})
			})
			.optional(),
		/** Where targets and what is said besides the numbers come from. */
		sources: z.array(localizedName).default([]),
		/** In the order in which they are read. */
		tiles: z.array(tile).min(1).max(12)
	})
	.superRefine(({ tiles, narrative }, context) => {
		const ids = tiles.map(({ id }) => id);
		for (const id of Object.keys(narrative?.figures ?? {}).filter((one) => !ids.includes(one)))
			context.addIssue({
				...{ code: 'custom', path: ['narrative', 'figures', id] },
				message: `not a tile of this board: ${id}`
			});
		ids.forEach((id, i) => {
			if (ids.indexOf(id) !== i)
				context.addIssue({
					...{ code: 'custom', path: ['tiles', i, 'id'] },
					message: `an earlier tile has this id: ${id}`
				});
		});
	});
export type Board = z.infer<typeof board>;
