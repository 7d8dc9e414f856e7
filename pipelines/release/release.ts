import type { LocalizedName } from '#lib/model/localized.ts';
import { nameOf } from '#lib/model/catalogue-words.ts';
import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import {
	type Catalogue,
	type UnitTable,
	catalogue as catalogueSchema
} from '#lib/model/catalogue.ts';
import { estimateKey } from '#lib/model/estimate-row.ts';
import type { ExploreDefaults, ExplorePage } from '#lib/model/explore-view.ts';
import {
	type Artefact,
	type Profile,
	type ReleaseFile,
	manifest as manifestSchema,
	schemaVersion
} from '#lib/model/manifest.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import { ballotArtefacts } from './ballot-effects.ts';
import { baselineArtefacts } from './baseline-artefacts.ts';
import { baselinePages } from './baseline-pages.ts';
import { boardPages } from './board-pages.ts';
import { comparisonArtefacts } from './comparison-artefacts.ts';
import { countryPages } from './country-pages.ts';
import { figuresOf } from './compared-figures.ts';
import type { ProgrammeOutcome } from './build-programmes.ts';
import type { SeriesOutcome } from './build-series.ts';
import type { Outcome } from './build-survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { openDuckDB } from '../duckdb.ts';
import { exclusionArtefacts } from './exclusion-page.ts';
import { explorePageOf } from './explore-page.ts';
import { frameworkArtefacts } from './framework-artefacts.ts';
import { impactArtefacts } from './impact-artefacts.ts';
import { type PublishableSurvey, rulesOf } from './protected-figures.ts';
import {
	type ReadyContext,
	figuresReady,
	replicatePlaces,
	replicatesPath
} from './ready-figures.ts';
import { questionPages } from './question-pages.ts';
import { questionnaireArtefacts } from './questionnaire-artefacts.ts';
import { releaseNoticeArtefact } from './release-notice.ts';
import { registerPages } from './register-pages.ts';
import { type ChangesSince, changesSince } from './changes-since.ts';
import { copyArtefact, own, ownArtefact, writeText } from './release-files.ts';
import { seriesArtefacts } from './series-artefacts.ts';
import { drawnConcepts, shapeArtefacts } from './shape-artefacts.ts';
import { leaving, rowsMayLeave } from '../steps/protect/may-leave.ts';
import { plainCounts, protectedCounts } from '../steps/protect/figures/shown-count.ts';
import { surveyReportOf } from './survey-report.ts';
import { tourismPage } from './tourism-page.ts';
import { tableArtefact, writeVintage } from './vintage-table.ts';

export interface ReleaseParts {
	readonly profile: Profile;
	/** An empty folder, to hold the release. */
	readonly folder: string;
	readonly outcomes: readonly Outcome[];
	/** Those that were built, with their figures as the profile may have them. */
	readonly surveys: readonly PublishableSurvey[];
	readonly series: readonly SeriesOutcome[];
	readonly programmes: readonly ProgrammeOutcome[];
	readonly cache: ArtefactCache;
	/** Holds the releases that stand. */
	readonly data: string;
}

/** Fills the folder of a release with its artefacts, and the manifest that lists them all. */
export async function assembleRelease(
	declarations: Declarations,
	parts: ReleaseParts
): Promise<void> {
	const { release } = declarations;
	const { profile, folder, outcomes, surveys: built } = parts;
	const rows = built
		.filter(({ declared: { survey } }) => rowsMayLeave(survey, profile))
		.flatMap((one) => unitArtefacts(one, folder));
	const replicates = await replicatePlaces(built);
	const estimates = await estimateArtefacts(declarations, built, folder);
	const changes = await changesSince(declarations, parts);
	const asked = [
		...rows,
		...estimates,
		...(await comparisonArtefacts(declarations, built, parts)),
		...(await replicateArtefacts(built, folder))
	];
	const catalogue = catalogueOf(declarations, outcomes, { rows, replicates, asked });
	const artefacts: Artefact[] = [
		...asked,
		...(await reportArtefacts(declarations, { ...parts, changes })),
		...seriesArtefacts(declarations, parts.series, folder),
		...(await baselineArtefacts(declarations, built, folder)),
		...shapeArtefacts(declarations, folder),
		...(await baselinePages(declarations, built, folder)),
		...impactArtefacts(parts.programmes, folder),
		...(await frameworkArtefacts(declarations, folder)),
		...registerPages(declarations, folder),
		...(await questionnaireArtefacts(declarations, folder)),
		...(await tourismPage(declarations, parts.series, folder)),
		...(await countryPages(declarations, { surveys: built, series: parts.series, folder })),
		...(await exclusionArtefacts(declarations, built, folder)),
		...questionPages(declarations, {
			...{ profile, folder, built: built.map(({ declared }) => declared.survey.id) }
		}),
		...(await boardPages(declarations, { surveys: built, series: parts.series, folder })),
		ownArtefact(folder, { path: 'catalogue.json', kind: 'catalogue' }, catalogue)
	];
	const page = await explorePage(declarations.explore, folder, catalogue);
	const all = [
		...artefacts,
		...(page ? [pageArtefact(page, parts)] : []),
		...(await ballotArtefacts(catalogue, folder)),
		releaseNoticeArtefact(declarations, { ...parts, artefacts, changes })
	];
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

/** The manifest names who is cited, and under which terms, in one language. */
const terms = (citation: LocalizedName, licence: { readonly name: LocalizedName }) => ({
	source: nameOf(citation, 'en'),
	licence: nameOf(licence.name, 'en')
});

/** The rows of a survey: Parquet, and of an open survey the same as text. */
function unitArtefacts(
	{ declared: { survey }, built }: PublishableSurvey,
	folder: string
): Artefact[] {
	const { id, tier, licence, citation } = survey;
	const about = { tier, ...terms(citation, licence), survey: id };
	return built.units.flatMap(({ table, parquet, csv, harmonised }): Artefact[] => {
		const { unit, path } = table;
		const rows = table.rows + harmonised.frameRows;
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

interface CatalogueParts {
	/** Files of rows. */
	readonly rows: readonly Artefact[];
	readonly replicates: Awaited<ReturnType<typeof replicatePlaces>>;
	/** What questions are answered from. */
	readonly asked: readonly Artefact[];
}

function catalogueOf(
	declarations: Declarations,
	outcomes: readonly Outcome[],
	{ rows, replicates, asked }: CatalogueParts
): Catalogue {
	const { concepts, indicators, quality, disclosure, explore, overrides, corrections } =
		declarations;
	const { estimates: plan } = declarations;
	return catalogueSchema.parse({
		surveys: outcomes.map((outcome) => {
			const places = replicates.get(outcome.declared.survey.id) ?? [];
			return catalogueEntry(outcome, rows, { plan, concepts, places });
		}),
		overrides,
		corrections,
		territories: plan.territories,
		shapes: drawnConcepts(declarations),
		concepts: [...concepts.values()],
		indicators,
		quality: profilesOffered(quality, explore.profile),
		disclosure: disclosure.filter(({ id }) =>
			outcomes.some(({ declared: { survey } }) => survey.protection?.rules === id)
		),
		files: asked.filter(({ path }) => path.endsWith('.parquet')).map(listedFile)
	});
}

/** As the manifest lists it. */
const listedFile = ({ path, bytes, sha256, parts }: Artefact): ReleaseFile => ({
	...{ path, bytes, sha256 },
	...(parts ? { parts } : {})
});

/** The one of the release first; none where it labels nothing. */
const profilesOffered = (quality: Declarations['quality'], profile: string | undefined) =>
	profile === undefined
		? []
		: quality.toSorted((a, b) => Number(b.id === profile) - Number(a.id === profile));

function catalogueEntry(
	{ declared: { survey, questions }, status, built }: Outcome,
	rows: readonly Artefact[],
	context: Omit<ReadyContext, 'survey'>
): unknown {
	const { files, mappings, maxRejectedShare, origin, design, checks, ...shown } = survey;
	const isPublished = rows.some((one) => one.survey === survey.id);
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
		tables: isPublished
			? (built?.units ?? []).map(({ table }) => ({ ...table, ...csvOf(table) }))
			: [],
		figures: isPublished
			? []
			: (built?.units ?? []).map(({ table }) => figuresReady(table, { ...context, survey })),
		...(built ? { recipe: { files, design: { units: design.units }, mappings } } : {}),
		questions,
		compared: figuresOf({ survey, questions }, context.concepts)
	};
}

/** One table of the estimates of all surveys. */
async function estimateArtefacts(
	{ release }: Declarations,
	built: readonly PublishableSurvey[],
	folder: string
): Promise<Artefact[]> {
	if (built.length === 0) return [];
	const files = built.map(({ figures }) => figures);
	const path = 'estimates.parquet';
	const options = { release: release.id, key: estimateKey, out: join(folder, path) };
	await writeVintage(files, options);
	return [await tableArtefact(folder, { path, kind: 'estimates' }, built)];
}

/** Of every protected survey that has them. */
async function replicateArtefacts(
	built: readonly PublishableSurvey[],
	folder: string
): Promise<Artefact[]> {
	const artefacts: Artefact[] = [];
	for (const one of built) {
		const { id, citation, licence } = one.declared.survey;
		if (one.guarded?.replicates === undefined) continue;
		const named = { path: replicatesPath(id), kind: 'replicates' } as const;
		copyArtefact(one.guarded.replicates, folder, named.path);
		const listed = await tableArtefact(folder, named, [one]);
		artefacts.push({ ...listed, ...terms(citation, licence), survey: id });
	}
	return artefacts;
}

async function reportArtefacts(
	declarations: Declarations,
	{ surveys, folder, changes }: ReleaseParts & { readonly changes: ChangesSince | undefined }
): Promise<Artefact[]> {
	const { release } = declarations;
	const artefacts: Artefact[] = [];
	for (const { declared, built: one, figures, guarded } of surveys) {
		const { id, tier, citation } = declared.survey;
		const report = await surveyReportOf(declared.survey, one, {
			...{ release: release.id, figures, withheld: guarded?.withheld },
			changes: changes ? { release: changes.since, ...changes.of(id) } : null,
			counts: guarded ? protectedCounts(rulesOf(declared.survey, declarations)) : plainCounts
		});
		const path = `report/${id}.json`;
		const listed = ownArtefact(folder, { path, kind: 'report' }, report);
		artefacts.push({ ...listed, tier, source: nameOf(citation, 'en'), survey: id });
	}
	return artefacts;
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
	const { tier, citation } = shown?.declared.survey ?? { ...own, citation: own.source };
	return {
		...ownArtefact(folder, { path: 'pages/explore.json', kind: 'page' }, page),
		tier,
		source: nameOf(citation, 'en')
	};
}
