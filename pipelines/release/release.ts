import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { joined, sql } from '#lib/estimate/sql.ts';
import {
	type Catalogue,
	type UnitTable,
	catalogue as catalogueSchema
} from '#lib/model/catalogue.ts';
import { comparisonKey, estimateKey } from '#lib/model/estimate-row.ts';
import type { ExploreDefaults, ExplorePage } from '#lib/model/explore-view.ts';
import {
	type Artefact,
	type Profile,
	manifest as manifestSchema,
	schemaVersion
} from '#lib/model/manifest.ts';
import { releaseNotice as releaseNoticeSchema } from '#lib/model/release-notice.ts';
import type { SurveyReport } from '#lib/model/survey-report.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import { baselineArtefacts } from './baseline-artefacts.ts';
import type { SeriesOutcome } from './build-series.ts';
import type { BuiltSurvey, Outcome } from './build-survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { estimateChangesBySource } from '../diff/estimate-changes.ts';
import { openDuckDB } from '../duckdb.ts';
import { explorePageOf } from './explore-page.ts';
import { copyArtefact, fingerprint, own, ownArtefact, writeText } from './release-files.ts';
import { seriesArtefacts } from './series-artefacts.ts';
import { comparisonsFile, compareSurveys } from '../steps/compare.ts';
import { leaving } from '../steps/protect.ts';
import { previousRelease } from '../steps/publish.ts';
import { columnList } from '../steps/raw-files.ts';
import { surveyReportOf } from './survey-report.ts';
import { waveVerdicts } from './wave-breaks.ts';

export interface ReleaseParts {
	readonly profile: Profile;
	/** An empty folder, to hold the release. */
	readonly folder: string;
	readonly outcomes: readonly Outcome[];
	readonly series: readonly SeriesOutcome[];
	readonly cache: ArtefactCache;
	/** Holds the releases that stand. */
	readonly data: string;
}

type Built = Outcome & { readonly built: BuiltSurvey };

/** Fills the folder of a release with its artefacts, and the manifest that lists them all. */
export async function assembleRelease(
	declarations: Declarations,
	parts: ReleaseParts
): Promise<void> {
	const { release } = declarations;
	const { profile, folder, outcomes } = parts;
	const built = outcomes.filter((one): one is Built => one.built !== undefined);
	const rows = built.flatMap((one) => unitArtefacts(one, folder));
	const catalogue = catalogueOf(declarations, outcomes, rows);
	const artefacts: Artefact[] = [
		...rows,
		...(await estimateArtefacts(declarations, built, folder)),
		...(await comparisonArtefacts(declarations, built, parts)),
		...(await reportArtefacts(declarations, built, parts)),
		...seriesArtefacts(parts.series, folder),
		...(await baselineArtefacts(declarations, built, folder)),
		ownArtefact(folder, { path: 'catalogue.json', kind: 'catalogue' }, catalogue),
		ownArtefact(folder, { path: 'release.json', kind: 'release' }, releaseNotice(declarations))
	];
	const page = await explorePage(declarations.explore, folder, catalogue);
	const all = page ? [...artefacts, pageArtefact(page, parts)] : artefacts;
	const manifest = manifestSchema.parse({
		schemaVersion,
		release: release.id,
		date: release.date,
		profile,
		surveys: outcomes.map(({ declared, status }) => ({ id: declared.survey.id, status })),
		artefacts: leaving(all, profile)
	});
	writeText(folder, 'manifest.json', `${JSON.stringify(manifest, null, '\t')}\n`);
}

/** What a reader has to know about the release and its kind, in `release.json`. */
const releaseNotice = ({ release, corrections }: Declarations) =>
	releaseNoticeSchema.parse({ release, corrections });

/** The rows of a survey: Parquet, and of an open survey the same as text. */
function unitArtefacts({ declared: { survey }, built }: Built, folder: string): Artefact[] {
	const { id, tier, licence, citation } = survey;
	const about = { tier, licence: licence.name, source: citation, survey: id };
	return built.units.flatMap(({ table, parquet, csv }): Artefact[] => {
		const { unit, rows, path } = table;
		const file = copyArtefact(parquet, folder, path);
		const asText = csv === undefined ? undefined : path.replace(/[.]parquet$/, '.csv');
		return [
			{ path, kind: 'respondents', rows, ...about, unit, ...file },
			...(csv === undefined || asText === undefined
				? []
				: [
						{
							...{ path: asText, kind: 'respondents-csv' as const, rows, ...about, unit },
							...copyArtefact(csv, folder, asText)
						}
					])
		];
	});
}

function catalogueOf(
	{ concepts, indicators, quality, explore }: Declarations,
	outcomes: readonly Outcome[],
	rows: readonly Artefact[]
): Catalogue {
	return catalogueSchema.parse({
		surveys: outcomes.map((outcome) => catalogueEntry(outcome, rows)),
		concepts: [...concepts.values()],
		indicators,
		quality: quality.filter(({ id }) => id === explore.profile)
	});
}

function catalogueEntry(
	{ declared: { survey, questions }, status, built }: Outcome,
	rows: readonly Artefact[]
): unknown {
	const { files, mappings, maxRejectedShare, origin, design, checks, ...shown } = survey;
	const csvOf = ({ path, rows: count }: UnitTable) => {
		const text = path.replace(/[.]parquet$/, '.csv');
		const found = rows.find((one) => one.path === text);
		return found ? { csv: { path: text, sha256: found.sha256, rows: count } } : {};
	};
	return {
		...shown,
		status,
		completeness: design.completeness,
		...(design.note ? { designNote: design.note } : {}),
		tables: built?.units.map(({ table }) => ({ ...table, ...csvOf(table) })) ?? [],
		...(built ? { recipe: { files, design: { units: design.units }, mappings } } : {}),
		questions
	};
}

/** One table of the estimates of all surveys. */
async function estimateArtefacts(
	{ release }: Declarations,
	built: readonly Built[],
	folder: string
): Promise<Artefact[]> {
	if (built.length === 0) return [];
	const files = built.map(({ built: { estimates } }) => estimates);
	const path = 'estimates.parquet';
	const options = { release: release.id, key: estimateKey, out: join(folder, path) };
	await writeVintage(files, options);
	return [await tableArtefact(folder, { path, kind: 'estimates' }, built)];
}

interface VintageOptions {
	readonly release: string;
	readonly key: readonly string[];
	/** The Parquet file to write. */
	readonly out: string;
}

/** Tables of one kind as one, every row of this release; the steps do not depend on its name. */
async function writeVintage(
	files: readonly string[],
	{ release, key, out }: VintageOptions
): Promise<void> {
	const engine = await openDuckDB();
	try {
		const list = joined(
			files.map((file) => sql`${file}`),
			', '
		);
		await engine.execute(sql`COPY (
			SELECT * REPLACE (${release} AS vintage) FROM read_parquet([${list}]) ORDER BY ${columnList(key)}
		) TO ${out} (FORMAT parquet, COMPRESSION zstd)`);
	} finally {
		engine.close();
	}
}

async function comparisonArtefacts(
	declarations: Declarations,
	built: readonly Built[],
	{ folder, cache }: ReleaseParts
): Promise<Artefact[]> {
	const { estimates: plan, indicators, release } = declarations;
	if (built.length === 0 || plan.comparisons.length === 0) return [];
	const concepts = [...declarations.concepts.values()];
	const asked = { plan, concepts, indicators, verdicts: waveVerdicts(plan, declarations) };
	const surveys = built.map(({ declared: { survey }, built: { units } }) => ({
		survey: { id: survey.id, country: survey.country, synthetic: survey.synthetic },
		units: units.map(({ table, parquet }) => ({ ...table, path: parquet }))
	}));
	const made = await cache.artefacts({
		step: 'compare',
		inputs: [asked, built.map(({ declared, built }) => [declared.survey.id, built.hash])],
		run: (at) => compareSurveys({ ...asked, surveys }, at)
	});
	const path = 'comparisons.parquet';
	const options = { release: release.id, key: comparisonKey, out: join(folder, path) };
	await writeVintage([join(made.folder, comparisonsFile)], options);
	return [await tableArtefact(folder, { path, kind: 'comparisons' }, built)];
}

/** A table about several surveys is as open as the least open of them. */
async function tableArtefact(
	folder: string,
	named: Pick<Artefact, 'path' | 'kind'>,
	built: readonly Built[]
): Promise<Artefact> {
	const engine = await openDuckDB();
	try {
		const at = join(folder, named.path);
		const [row] = await engine.query(sql`SELECT count(*)::DOUBLE AS n FROM read_parquet(${at})`);
		const tier = built.some(({ declared }) => declared.survey.tier !== 'open')
			? 'protected'
			: 'open';
		return { ...own, ...named, tier, rows: Number(row?.['n']), ...fingerprint(at) };
	} finally {
		engine.close();
	}
}

async function reportArtefacts(
	{ release }: Declarations,
	built: readonly Built[],
	parts: ReleaseParts
): Promise<Artefact[]> {
	const artefacts: Artefact[] = [];
	const changesOf = await changesSince(release.id, built, parts);
	for (const { declared, built: one } of built) {
		const { id, tier, citation: source } = declared.survey;
		const changes = changesOf(id);
		const report = await surveyReportOf(declared.survey, one, { release: release.id, changes });
		const path = `report/${id}.json`;
		const listed = ownArtefact(parts.folder, { path, kind: 'report' }, report);
		artefacts.push({ ...listed, tier, source, survey: id });
	}
	return artefacts;
}

/** How the estimates of each survey differ from those of the release before, where there is one. */
async function changesSince(
	release: string,
	built: readonly Built[],
	{ data, folder }: ReleaseParts
): Promise<(survey: string) => SurveyReport['changes']> {
	const before = previousRelease(data, release);
	const path = (at: string) => join(at, 'estimates.parquet');
	if (!before || built.length === 0 || !existsSync(path(before.folder))) return () => null;
	const engine = await openDuckDB();
	try {
		const changes = await estimateChangesBySource(engine, path(before.folder), path(folder));
		const none = { added: 0, removed: 0, changed: 0 };
		return (survey) => ({ release: before.manifest.release, ...(changes.get(survey) ?? none) });
	} finally {
		engine.close();
	}
}

async function explorePage(
	explore: ExploreDefaults,
	folder: string,
	catalogue: Catalogue
): Promise<ExplorePage | undefined> {
	const engine = await openDuckDB();
	try {
		const cache = new CellCache(engine);
		return await explorePageOf(explore, { engine, cache, folder, catalogue });
	} finally {
		engine.close();
	}
}

/** Writes the page; its tier is that of the survey it shows. */
function pageArtefact(page: ExplorePage, { folder, outcomes }: ReleaseParts): Artefact {
	const shown = outcomes.find(({ declared }) => declared.survey.id === page.view.survey);
	const { tier, citation: source } = shown?.declared.survey ?? { ...own, citation: own.source };
	return {
		...ownArtefact(folder, { path: 'pages/explore.json', kind: 'page' }, page),
		tier,
		source
	};
}
