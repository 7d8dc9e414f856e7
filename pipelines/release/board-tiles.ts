import type { Row } from '#lib/estimate/query-engine.ts';
import type { TileSource } from '#lib/model/boards/board.ts';
import type {
	BoardChange,
	BoardFigure,
	BoardPoint,
	TileData,
	TileDataOf
} from '#lib/model/boards/board-page.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import type { ImpactEntry } from '#lib/model/impact-page.ts';
import type { Localized } from '#lib/model/localized.ts';
import type { Series } from '#lib/model/series.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { boardChangeOf, boardWaves, isWaveChange } from './board-figures.ts';

/** What boards are made of: the tables of the release as they lie there, protected. */
export interface BoardTables {
	readonly declarations: Declarations;
	/** Surveys that were built, by their series. */
	readonly surveys: ReadonlyMap<string, readonly string[]>;
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
	/** Of every series that is published. */
	readonly series: ReadonlyMap<string, readonly Row[]>;
	readonly programmes: readonly ImpactEntry[];
}

type SourceOf<Kind extends TileSource['kind']> = Extract<TileSource, { kind: Kind }>;

/** What the release has of the source of a tile; null: nothing. */
export function tileDataOf(source: TileSource, tables: BoardTables): TileData | null {
	switch (source.kind) {
		case 'indicator':
			return indicatorData(source, tables);
		case 'series':
			return seriesData(source, tables);
		case 'baseline':
			return baselineData(source, tables);
		case 'programme': {
			const entry = tables.programmes.find((one) => one.programme.id === source.programme);
			return entry ? { kind: 'programme', entry } : null;
		}
		case 'framework':
			return frameworkData(source, tables);
	}
}

interface Territory {
	readonly id: string;
	readonly name: Localized;
	readonly country: string;
	readonly fictional: boolean;
}

/** Countries and what is smaller; sums of a source are none of them. */
export const territoriesOf = ({ territories }: Pick<Declarations, 'territories'>): Territory[] => {
	const invented = new Set(
		territories
			.filter(({ fictional }) => fictional === true)
			.flatMap((list) => list.territories.map(({ id }) => id))
	);
	return territories.flatMap(({ parent, fictional = false, territories: all }) =>
		all.map(({ id, name }) => ({
			...{ id, name, country: parent ?? id },
			fictional: fictional || (parent !== undefined && invented.has(parent))
		}))
	);
};

/** Countries of a bloc, or the other countries of the bloc of a country. */
function membersOf(
	{ territories }: Pick<Declarations, 'territories'>,
	{ bloc, beside }: { readonly bloc?: string | undefined; readonly beside?: string }
): string[] {
	const blocs = territories.flatMap((list) => Object.entries(list.blocs));
	const found = blocs.find(([id, members]) =>
		bloc === undefined ? members.includes(beside ?? '') : id === bloc
	);
	return (found?.[1] ?? []).filter((id) => id !== beside);
}

const namesOf = (declarations: Declarations, ids: Iterable<string>): Record<string, Localized> => {
	const wanted = new Set(ids);
	return Object.fromEntries(
		territoriesOf(declarations)
			.filter(({ id }) => wanted.has(id))
			.map(({ id, name }) => [id, name])
	);
};

const indicatorNamed = ({ declarations: { indicators } }: BoardTables, id: string) =>
	indicators.find((one) => one.id === id);

function indicatorData(
	{ indicator: id, surveys: series, territory }: SourceOf<'indicator'>,
	tables: BoardTables
): TileDataOf<'indicator'> | null {
	const indicator = indicatorNamed(tables, id);
	const surveys = new Set(tables.surveys.get(series));
	const figures = boardWaves(tables.estimates, { indicator: id, surveys, territory });
	if (!indicator || figures.length === 0) return null;
	const all = new Set([...tables.surveys.values()].flat());
	const peers = membersOf(tables.declarations, { beside: territory }).flatMap((country) =>
		boardWaves(tables.estimates, { indicator: id, surveys: all, territory: country })
	);
	return {
		...{ kind: 'indicator', indicator: id, statistic: indicator.statistic },
		...{ measures: indicator.measures, figures, peers },
		change: lastChange({ indicator: id, territory, figures }, tables),
		names: namesOf(tables.declarations, [territory, ...peers.map((one) => one.territory)])
	};
}

/** Of the latest figure to the latest before it, among the comparisons that the release has. */
function lastChange(
	{
		indicator,
		territory,
		figures,
		against
	}: {
		readonly indicator: string;
		readonly territory: string;
		readonly figures: readonly BoardFigure[];
		/** Only from this survey on. */
		readonly against?: string;
	},
	{ comparisons }: BoardTables
): BoardChange | null {
	const place = (survey: string) => figures.findIndex((one) => one.survey === survey);
	const [latest] = comparisons
		.filter(
			(row) =>
				isWaveChange(row) &&
				row.indicator === indicator &&
				row.territory === territory &&
				place(row.of_source) > place(row.against_source) &&
				place(row.against_source) >= 0 &&
				(against === undefined || row.against_source === against)
		)
		.sort(
			(a, b) =>
				place(b.of_source) - place(a.of_source) || place(b.against_source) - place(a.against_source)
		);
	return latest ? boardChangeOf(latest, figures) : null;
}

function baselineData(
	{ baseline: id }: SourceOf<'baseline'>,
	tables: BoardTables
): TileDataOf<'baseline'> | null {
	const baseline = tables.declarations.baselines.find((one) => one.id === id);
	if (baseline?.frozen.kind !== 'estimate') return null;
	const { frozen, label } = baseline;
	const indicator = indicatorNamed(tables, frozen.indicator);
	const own = [...tables.surveys.values()].find((all) => all.includes(frozen.survey));
	const figures = boardWaves(tables.estimates, {
		...{ indicator: frozen.indicator, territory: frozen.territory, surveys: new Set(own) }
	});
	// Of a figure that has only a word now, the frozen one would tell.
	const now = figures.find(({ survey }) => survey === frozen.survey);
	if (!indicator || now?.word !== '') return null;
	const { survey, territory, period, date: fixed, estimate, standardError } = frozen;
	const { lower, upper, n } = frozen;
	return {
		...{ kind: 'baseline', indicator: indicator.id, statistic: indicator.statistic },
		...{ measures: indicator.measures, figures, label },
		change: lastChange(
			{ indicator: indicator.id, territory, figures, against: frozen.survey },
			tables
		),
		frozen: { survey, territory, period, fixed, estimate, standardError, lower, upper, n }
	};
}

function seriesData(
	{ series: id, territory, bloc, categories }: SourceOf<'series'>,
	{ declarations, series }: BoardTables
): TileDataOf<'series'> | null {
	const declared = declarations.series.find((one) => one.id === id);
	const rows = series.get(id);
	if (!declared || !rows) return null;
	const own = rows.filter((row) =>
		declared.dimensions.every((dimension) => row[dimension.id] === categories[dimension.id])
	);
	const members = membersOf(
		declarations,
		territory === undefined ? { bloc } : { beside: territory }
	);
	const of = (wanted: readonly string[]) =>
		own.filter((row) => wanted.includes(String(row['territory']))).map(pointOf);
	const points = inOrder(of(territory === undefined ? members : [territory]));
	if (points.length === 0) return null;
	const peers = territory === undefined ? [] : latestOfEach(of(members));
	const invented = territoriesOf(declarations).filter(({ fictional }) => fictional);
	return {
		...{ kind: 'series', series: id, measures: declared.measures, value: declared.value },
		...{ frequency: declared.frequency, categories, points, peers },
		lastComplete: declared.lastComplete ?? null,
		breaks: breaksOf(declared),
		synthetic: points.some((one) => invented.some((place) => place.id === one.territory)),
		names: namesOf(
			declarations,
			[...points, ...peers].map((one) => one.territory)
		)
	};
}

const breaksOf = ({ recording }: Series) => recording.breaks.map(({ period }) => period);

const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** A row of the table of a series as a board has it. */
export const pointOf = (row: Row): BoardPoint => ({
	...{ territory: String(row['territory']), period: String(row['period']) },
	...{ value: number(row['value']), standardError: number(row['standard_error']) },
	status: String(row['status'])
});

const inOrder = (points: readonly BoardPoint[]) =>
	points.toSorted((a, b) => {
		const key = ({ territory, period }: BoardPoint) => `${territory} ${period}`;
		return key(a) < key(b) ? -1 : 1;
	});

function latestOfEach(points: readonly BoardPoint[]): BoardPoint[] {
	const latest = new Map<string, BoardPoint>();
	for (const point of inOrder(points))
		if (point.value !== null && ['final', 'provisional'].includes(point.status))
			latest.set(point.territory, point);
	return [...latest.values()];
}

function frameworkData(
	{ framework: id, indicator: wanted }: SourceOf<'framework'>,
	{ declarations: { frameworks } }: BoardTables
): TileDataOf<'framework'> | null {
	const framework = frameworks.find((one) => one.id === id);
	for (const line of framework?.lines ?? []) {
		const indicator = line.indicators.find((one) => one.id === wanted);
		if (!framework || !indicator) continue;
		const { synthetic, period, units } = framework;
		return {
			...{ kind: 'framework', framework: id, line: line.code, synthetic, indicator },
			unit: units.find((one) => one.id === indicator.unit) ?? null,
			end: period.end === 'not-stated' ? null : period.end
		};
	}
	return null;
}
