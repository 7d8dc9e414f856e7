import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BaselineFrame } from '#lib/model/baseline-frame.ts';
import {
	type BaselineEntry,
	type BaselineIndex,
	type BaselinePage,
	type BaselinePlace,
	type Coverage,
	baselineIndex,
	baselinePage
} from '#lib/model/baseline-page.ts';
import { type BaselineTable, baselineTable } from '#lib/model/baseline-table.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { baselinePlaces } from './baseline-places.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import { ownArtefact } from './release-files.ts';
import { rowsOfFile } from './table-file.ts';

/** What the pages of baselines are made of: the tables of the release as they lie there, protected. */
interface Published {
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
	readonly baselines: BaselineTable;
}

/**
 * The pages of baselines: one for every territory that has figures of the frame, and their index.
 * Every number is a row of a table of the release; none where no frame is declared.
 */
export async function baselinePages(
	declarations: Declarations,
	built: readonly PublishableSurvey[],
	folder: string
): Promise<Artefact[]> {
	const { frame } = declarations;
	if (!frame || built.length === 0) return [];
	const published = await tablesIn(folder);
	const framed = new Set(frame.dimensions.flatMap(({ indicators }) => indicators));
	const estimates = published.estimates.filter(({ indicator }) => framed.has(indicator));
	const places = baselinePlaces(declarations, built, estimates);
	const pages = places.map((place) =>
		pageOf(place, { frame, tables: { ...published, estimates } })
	);
	const tier = built.some(({ declared }) => declared.survey.tier !== 'open') ? 'protected' : 'open';
	const page = (path: string, content: unknown): Artefact => ({
		...ownArtefact(folder, { path, kind: 'page' }, content),
		tier
	});
	return [
		...pages.map((one) => page(`pages/baselines/${one.place.id}.json`, baselinePage.parse(one))),
		page('pages/baselines.json', baselineIndex.parse(indexOf(declarations, frame, pages)))
	];
}

async function tablesIn(folder: string): Promise<Published> {
	const comparisons = join(folder, 'comparisons.parquet');
	const baselines = join(folder, 'baselines.json');
	return {
		baselines: existsSync(baselines)
			? baselineTable.parse(JSON.parse(readFileSync(baselines, 'utf8')))
			: [],
		estimates: await rowsOfFile(join(folder, 'estimates.parquet'), estimateRow),
		comparisons: existsSync(comparisons) ? await rowsOfFile(comparisons, comparisonRow) : []
	};
}

interface Parts {
	readonly frame: BaselineFrame;
	readonly tables: Published;
}

function pageOf(place: BaselinePlace, { frame, tables }: Parts): BaselinePage {
	const here = tables.estimates.filter(({ territory }) => territory === place.id);
	const country =
		place.id === place.country
			? []
			: tables.estimates.filter(
					({ territory, by_1 }) => territory === place.country && by_1 === ''
				);
	const frozen = tables.baselines.filter(({ baseline }) => baseline.frozen.territory === place.id);
	const dimensions = frame.dimensions.map(({ id, indicators, groups }) => ({
		id,
		entries: indicators.map((indicator): BaselineEntry => {
			const own = here.filter((row) => row.indicator === indicator);
			const figures = inTime(own.filter(({ by_1 }) => by_1 === ''));
			const by = groups?.indicators.includes(indicator) ? groups.by : [];
			return {
				...{ indicator, figures, groups: groupsOf(own, figures, by) },
				country: inTime(country.filter((row) => row.indicator === indicator)),
				changes: tables.comparisons.filter(
					(row) => row.indicator === indicator && isChangeOf(row, place)
				),
				frozen: frozen.filter(({ baseline }) => frozenIndicator(baseline) === indicator)
			};
		})
	}));
	const named = new Set(frame.dimensions.flatMap(({ indicators }) => indicators));
	const others = frozen.filter(({ baseline }) => !named.has(frozenIndicator(baseline)));
	return { place, dimensions, others };
}

const frozenIndicator = ({ frozen }: BaselineTable[number]['baseline']) =>
	frozen.kind === 'estimate' ? frozen.indicator : '';

const isChangeOf = (row: ComparisonRow, { id }: BaselinePlace) =>
	row.kind === 'waves' && row.territory === id && row.by_1 === '';

const inTime = (rows: readonly EstimateRow[]) =>
	rows.toSorted(
		(a, b) => a.fieldwork_end.localeCompare(b.fieldwork_end) || a.source.localeCompare(b.source)
	);

/** Of the latest wave, by each concept alone. */
function groupsOf(
	rows: readonly EstimateRow[],
	figures: readonly EstimateRow[],
	by: readonly string[]
): EstimateRow[] {
	const latest = figures.at(-1)?.source;
	return by.flatMap((concept) =>
		rows.filter(({ source, by_1, by_2 }) => source === latest && by_1 === concept && by_2 === '')
	);
}

function indexOf(
	{ actors, territories }: Declarations,
	frame: BaselineFrame,
	pages: readonly BaselinePage[]
): BaselineIndex {
	const without = territories
		.filter(({ level }) => level === 'country')
		.flatMap((list) => list.territories)
		.filter(({ id }) => !pages.some(({ place }) => place.country === id))
		.map(({ id, name }) => ({ id, name }));
	return {
		...{ frame, actors, without },
		places: pages.map(({ place, dimensions }) => ({
			place,
			coverage: frame.dimensions.map((dimension): Coverage => {
				const entries = dimensions.find(({ id }) => id === dimension.id)?.entries ?? [];
				const latest = entries.flatMap(({ figures }) => figures.filter(hasNumber).map(fieldwork));
				return {
					dimension: dimension.id,
					measured: entries.filter(({ figures }) => figures.some(hasNumber)).length,
					of: dimension.indicators.length + dimension.gaps.length,
					latest: latest.sort().at(-1) ?? null,
					withheld: entries.filter(({ figures }) => figures.length > 0 && !figures.some(hasNumber))
						.length
				};
			})
		}))
	};
}

const hasNumber = ({ estimate }: EstimateRow) => estimate !== null;
const fieldwork = ({ fieldwork_end }: EstimateRow) => fieldwork_end;
