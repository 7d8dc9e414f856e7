import { DataError } from '#lib/errors.ts';
import { sql } from '#lib/estimate/sql.ts';
import { type EstimateRow, estimateRow } from '#lib/model/estimate-row.ts';
import { type Manifest, manifest as manifestSchema } from '#lib/model/manifest.ts';
import { choices } from '#lib/model/nearest-name.ts';
import { releaseNotice } from '#lib/model/release-notice.ts';
import { artefactPath, jsonFile, releaseFolder } from '../diff/release-folder.ts';
import { openDuckDB } from '../duckdb.ts';
import { fingerprint } from '../release/release-files.ts';

/** What names one figure of a release. */
export interface FigureName {
	readonly indicator: string;
	readonly survey: string;
	readonly territory: string;
	/** A category for each concept that narrows it further; at most two. */
	readonly group: Readonly<Record<string, string>>;
}

/** A row that has a number and its error. */
export interface FigureRow extends EstimateRow {
	readonly estimate: number;
	readonly standard_error: number;
	readonly n: number;
}

export interface ReleasedFigure {
	readonly row: FigureRow;
	readonly release: string;
	/** Of the release. */
	readonly date: string;
}

/**
 * A figure of the release that stands in `data`.
 * @throws DataError where no approved release stands, or not as its manifest lists it; where the
 * figure is not in it, with what there is instead, or more than once; where it is withheld,
 * suppressed, or not to be published by its quality.
 */
export async function releasedFigure(data: string, name: FigureName): Promise<ReleasedFigure> {
	const folder = releaseFolder('current', data);
	const { release, date, artefacts } = manifestSchema.parse(jsonFile(folder, 'manifest.json'));
	refuseDraft(folder);
	const rows = await surveyRows(wholeEstimates(folder, artefacts), name.survey);
	return { row: withNumber(onlyRow(rows, name), name), release, date };
}

/** The figures of a draft may still change under the same name. */
function refuseDraft(folder: string): void {
	const { release } = releaseNotice.parse(jsonFile(folder, 'release.json'));
	if (release.status !== 'approved')
		throw new DataError(`a baseline is of an approved release, ${release.id} is ${release.status}`);
}

function wholeEstimates(folder: string, artefacts: Manifest['artefacts']): string {
	const listed = artefacts.find(({ kind }) => kind === 'estimates');
	if (!listed) throw new DataError(`the release has no estimates: ${folder}`);
	const path = artefactPath(folder, listed.path);
	if (fingerprint(path).sha256 !== listed.sha256)
		throw new DataError(`not the file that the manifest lists, build again: ${path}`);
	return path;
}

async function surveyRows(path: string, survey: string): Promise<EstimateRow[]> {
	const engine = await openDuckDB();
	try {
		const rows = await engine.query(
			sql`SELECT * FROM read_parquet(${path}) WHERE source = ${survey}`
		);
		if (rows.length > 0) return rows.map((row) => estimateRow.parse(row));
		const sources = await engine.query(
			sql`SELECT DISTINCT source FROM read_parquet(${path}) ORDER BY source`
		);
		const known = sources.map(({ source }) => String(source));
		throw noFigure('of the survey', survey, known);
	} finally {
		engine.close();
	}
}

const noFigure = (what: string, name: string, known: readonly string[]) =>
	new DataError(
		`the release has no figure ${what}, expected one of ${choices(name, known)}: ${name}`
	);

/** Narrows from the indicator to the category, so that the first name which is wrong is named. */
function onlyRow(all: readonly EstimateRow[], name: FigureName): EstimateRow {
	const { indicator, survey, territory, group } = name;
	let rows = narrowed(all, `of ${survey} with the indicator`, indicator, (row) => row.indicator);
	rows = narrowed(rows, `of ${indicator} in the territory`, territory, (row) => row.territory);
	rows = narrowed(rows, `of ${territory} by`, conceptsText(Object.keys(group)), (row) =>
		conceptsText(Object.keys(groupOf(row)))
	);
	for (const [concept, category] of Object.entries(group))
		rows = narrowed(rows, `with the ${concept}`, category, (row) => groupOf(row)[concept] ?? '');
	const [only, ...others] = rows;
	if (only === undefined || others.length > 0)
		throw new DataError(`ambiguous, the release has ${rows.length} figures: ${figureText(name)}`);
	return only;
}

function narrowed(
	rows: readonly EstimateRow[],
	what: string,
	wanted: string,
	nameOf: (row: EstimateRow) => string
): readonly EstimateRow[] {
	const found = rows.filter((row) => nameOf(row) === wanted);
	if (found.length > 0) return found;
	throw noFigure(what, wanted, [...new Set(rows.map(nameOf))].sort());
}

/** In any order, as the declaration may name them in any order. */
const conceptsText = (concepts: readonly string[]) =>
	concepts.length === 0 ? 'nothing' : [...concepts].sort().join(' and ');

/** The categories of a row by their concepts, in the order of the row. */
export const groupOf = ({ by_1, category_1, by_2, category_2 }: EstimateRow) =>
	Object.fromEntries(
		[
			[by_1, category_1],
			[by_2, category_2]
		].filter(([concept]) => concept !== '')
	) as Readonly<Record<string, string>>;

/** `sees-sale, test-2024, XTT, sex woman` */
export const figureText = ({ indicator, survey, territory, group }: FigureName) =>
	[indicator, survey, territory, ...Object.entries(group).map((one) => one.join(' '))].join(', ');

function withNumber(row: EstimateRow, name: FigureName): FigureRow {
	const { estimate, standard_error, n } = row;
	const refusal = (why: string) => new DataError(`${why}: ${figureText(name)}`);
	if (row.suppressed) throw refusal('suppressed, it protects people');
	if (row.withheld !== '') throw refusal(`withheld, ${row.withheld}`);
	if (row.quality === 'suppress')
		throw refusal(`not to be published by ${row.profile}, ${row.quality_reasons}`);
	if (estimate === null || standard_error === null || n === null)
		throw refusal('without an error, and no baseline');
	return { ...row, estimate, standard_error, n };
}
