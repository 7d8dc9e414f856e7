import { z } from 'zod';
import { frameworkIndicator, frameworkUnit } from '../framework-parts.ts';
import { conceptId, countryCode, isoDate, slug } from '../identifiers.ts';
import { impactEntry } from '../impact-page.ts';
import { localized } from '../localized.ts';
import { frequency, period } from '../period.ts';
import { seriesFields } from '../series-fields.ts';
import { territoryId } from '../territory.ts';
import { board } from './board.ts';

const maybe = z.number().nullable();

/** Why there is no number: to protect people, not good enough, or no answer at all. */
export const figureWord = z.enum(['', 'suppressed', 'not-reliable', 'no-answer']);
export type FigureWord = z.infer<typeof figureWord>;

/** A wave of an indicator; beside a word it has no number at all. */
export const boardFigure = z.strictObject({
	survey: slug,
	territory: territoryId,
	period,
	/** The end of the fieldwork. */
	on: isoDate,
	word: figureWord,
	estimate: maybe,
	standardError: maybe,
	lower: maybe,
	upper: maybe,
	n: maybe,
	df: maybe,
	level: z.number(),
	/** Whether limits are those of the design, or lower bounds. */
	precision: z.string(),
	/** The rule by which it may not be compared with the wave before; '' where it may. */
	break: z.string(),
	synthetic: z.boolean()
});
export type BoardFigure = z.infer<typeof boardFigure>;

/** The difference of the last two waves that the release compares. */
export const boardChange = z.strictObject({
	of: slug,
	against: slug,
	/** How the two samples hang together. */
	overlap: z.string(),
	/** same, close or not-comparable, and the rule that decided. */
	verdict: z.string(),
	rule: z.string(),
	difference: maybe,
	standardError: maybe,
	lower: maybe,
	upper: maybe,
	df: maybe,
	pValue: maybe,
	level: z.number()
});
export type BoardChange = z.infer<typeof boardChange>;

const measures = z.enum(['population', 'service', 'enforcement']);
const statistic = z.enum(['proportion', 'total', 'mean']);

const waves = {
	indicator: slug,
	statistic,
	measures,
	/** In time. */
	figures: z.array(boardFigure),
	/** null: the release compares no two of them. */
	change: boardChange.nullable()
};

/** One value of a series. */
export const boardPoint = z.strictObject({
	territory: territoryId,
	period,
	value: maybe,
	standardError: maybe,
	/** As the series has it: final, provisional, partial, not-reported, suppressed... */
	status: z.string()
});
export type BoardPoint = z.infer<typeof boardPoint>;

/** What the number of a tile is made of. */
export const tileData = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('indicator'),
		...waves,
		/** Of other countries of the bloc: all waves of theirs. */
		peers: z.array(boardFigure),
		names: z.record(territoryId, localized)
	}),
	z.strictObject({
		...{ kind: z.literal('series'), series: slug, measures, frequency },
		value: seriesFields.shape.value,
		categories: z.record(conceptId, slug),
		lastComplete: period.nullable(),
		/** First periods of a new way of counting. */
		breaks: z.array(period),
		synthetic: z.boolean(),
		/** Of the territory, or of every country of the bloc, by territory and in time. */
		points: z.array(boardPoint),
		/** The latest complete value of each other country of the bloc. */
		peers: z.array(boardPoint),
		names: z.record(territoryId, localized)
	}),
	z.strictObject({
		kind: z.literal('baseline'),
		...waves,
		label: localized,
		frozen: z.strictObject({
			survey: slug,
			territory: territoryId,
			period,
			fixed: isoDate,
			estimate: z.number(),
			standardError: z.number(),
			lower: maybe,
			upper: maybe,
			n: z.number()
		})
	}),
	z.strictObject({ kind: z.literal('programme'), entry: impactEntry }),
	z.strictObject({
		...{ kind: z.literal('framework'), framework: slug, line: z.string() },
		synthetic: z.boolean(),
		indicator: frameworkIndicator,
		unit: frameworkUnit.nullable(),
		/** The last day of the framework; null: not stated. */
		end: isoDate.nullable()
	})
]);
export type TileData = z.infer<typeof tileData>;
export type TileDataOf<Kind extends TileData['kind']> = Extract<TileData, { kind: Kind }>;

const boardPlace = z.strictObject({
	kind: z.enum(['territory', 'bloc']),
	id: territoryId,
	name: localized,
	/** The country that it is or lies in; null of a bloc. */
	country: countryCode.nullable(),
	/** It does not exist: it holds demonstration data. */
	fictional: z.boolean()
});

export type BoardPlace = z.infer<typeof boardPlace>;

/** `pages/boards/<id>.json`: a board as declared, and what its numbers are made of. */
export const boardPage = z.strictObject({
	board,
	/** One territory, or the blocs. */
	places: z.array(boardPlace).min(1),
	/** By tile, in their order; null: the release has nothing of it. */
	tiles: z.array(tileData.nullable())
});
export type BoardPage = z.infer<typeof boardPage>;

/** `pages/boards.json`: the boards of the release. */
export const boardIndex = z.strictObject({ boards: z.array(slug) });
