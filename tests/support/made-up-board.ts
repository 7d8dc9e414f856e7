import { type Board, board as boardSchema } from '#lib/model/boards/board.ts';
import {
	type BoardPage,
	type BoardPoint,
	type TileData,
	type TileDataOf,
	boardPage
} from '#lib/model/boards/board-page.ts';

export const text = (en: string) => ({ es: en, en, pt: en, fr: en });

type Input = Readonly<Record<string, unknown>>;

/** A tile of an indicator, as a file would have it. */
export const madeTile = (id: string, changes: Input = {}): Input => ({
	...{ id, name: text(id), unit: text('of people'), direction: 'down' },
	source: { kind: 'indicator', indicator: 'sees-sale', surveys: 'test', territory: 'XTT' },
	...changes
});

export const madeBoard = (tiles: readonly Input[], changes: Input = {}): Board =>
	boardSchema.parse({
		...{ id: 'made-up', title: text('Made up'), place: { territory: 'XTT' } },
		...{ period: { from: '2022', to: '2026' }, tiles },
		...changes
	});

/** Waves of the ends of years, each with an error of a hundredth. */
export function waves(
	values: Readonly<Record<string, number | null>>,
	changes: Partial<TileDataOf<'indicator'>> = {}
): TileDataOf<'indicator'> {
	const figures = Object.entries(values).map(([period, estimate]) => ({
		...{ survey: `test-${period}`, territory: 'XTT', period, on: `${period}-12-31` },
		word: estimate === null ? ('suppressed' as const) : ('' as const),
		...{ estimate, standardError: estimate === null ? null : 0.01 },
		lower: estimate === null ? null : estimate - 0.02,
		upper: estimate === null ? null : estimate + 0.02,
		...{ n: estimate === null ? null : 900, df: estimate === null ? null : 60, level: 0.95 },
		...{ precision: 'design-based', break: '', synthetic: true }
	}));
	const [before, after] = figures.slice(-2);
	const isTested = after?.estimate !== null && before?.estimate !== null && figures.length > 1;
	const difference = isTested ? after!.estimate! - before!.estimate! : null;
	return {
		...{ kind: 'indicator', indicator: 'sees-sale', statistic: 'proportion' },
		...{ measures: 'population', figures, peers: [], names: { XTT: text('Testland') } },
		change:
			difference === null
				? null
				: {
						...{ of: after!.survey, against: before!.survey, overlap: 'independent' },
						...{ verdict: 'same', rule: 'no-difference', level: 0.95, df: 120 },
						...{ difference, standardError: 0.014 },
						...{ lower: difference - 0.028, upper: difference + 0.028 },
						pValue: Math.abs(difference) > 0.028 ? 0.001 : 0.6
					},
		...changes
	};
}

export const point = (
	period: string,
	value: number | null,
	changes: Partial<BoardPoint> = {}
): BoardPoint => ({
	...{ territory: 'XTT', period, value, standardError: null, status: 'final' },
	...changes
});

/** A series of counts by year. */
export const counts = (
	points: readonly BoardPoint[],
	changes: Partial<TileDataOf<'series'>> = {}
): TileDataOf<'series'> => ({
	...{ kind: 'series', series: 'events', measures: 'population', frequency: 'year' },
	value: { kind: 'count', unit: text('events'), decimals: 0, precision: 'counted' },
	...{ categories: {}, lastComplete: null, breaks: [], synthetic: true, points: [...points] },
	...{ peers: [], names: { XTT: text('Testland') } },
	...changes
});

export const seriesSource = {
	kind: 'series' as const,
	series: 'events',
	territory: 'XTT',
	categories: {}
};

export const madePage = (board: Board, tiles: readonly (TileData | null)[]): BoardPage =>
	boardPage.parse({
		...{ board, tiles },
		places: [
			{ kind: 'territory', id: 'XTT', name: text('Testland'), country: 'XTT', fictional: true }
		]
	});

/** A plan of a tenth by the end of 2026, from a fifth at the end of 2022. */
export const plan = (changes: Input = {}) => ({
	...{ value: 0.1, due: '2026-12-31', source: text('A plan') },
	...changes
});
