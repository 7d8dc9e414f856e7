import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import {
	type Catalogue,
	type CatalogueSurvey,
	catalogue as catalogueSchema
} from '#lib/model/catalogue.ts';
import type { ExploreDefaults, ExplorePage } from '#lib/model/explore-view.ts';
import {
	type Artefact,
	type Profile,
	manifest as manifestSchema,
	schemaVersion
} from '#lib/model/manifest.ts';
import type { BuiltSurvey } from './build-survey.ts';
import type { Declarations } from './declarations.ts';
import type { DeclaredSurvey } from './declared-survey.ts';
import { openDuckDB } from './duckdb.ts';
import type { Paths } from './paths.ts';
import { explorePageOf } from './steps/estimate.ts';
import { writeText } from './steps/publish.ts';

/** What became of one survey in a build. */
export interface Outcome {
	readonly declared: DeclaredSurvey;
	readonly status: CatalogueSurvey['status'];
	readonly built?: BuiltSurvey;
	readonly seconds: number;
}

export interface ReleaseParts {
	readonly profile: Profile;
	/** Holds the rows of the surveys already. */
	readonly folder: string;
	readonly outcomes: readonly Outcome[];
}

/** What the project itself writes, rather than a producer of data. */
const own = { tier: 'open', licence: 'CC-BY-4.0', source: 'Atalaya', rows: 0 } as const;

/** Adds to the rows of the surveys the catalogue, the pages and the manifest that lists them all. */
export async function completeRelease(
	{ release, concepts, indicators, quality, explore }: Declarations,
	parts: ReleaseParts
): Promise<void> {
	const { profile, folder, outcomes } = parts;
	const catalogue = catalogueSchema.parse({
		surveys: outcomes.map(catalogueEntry),
		concepts: [...concepts.values()],
		indicators,
		quality: quality.filter(({ id }) => id === explore.profile)
	});
	const respondents = outcomes.flatMap(
		({ built }) => built?.published.flatMap(({ artefacts }) => artefacts) ?? []
	);
	const file = writeText(folder, 'catalogue.json', JSON.stringify(catalogue));
	const listed: Artefact = { ...own, path: 'catalogue.json', kind: 'catalogue', ...file };
	const page = await explorePage(explore, folder, catalogue);
	const manifest = manifestSchema.parse({
		schemaVersion,
		release: release.id,
		date: release.date,
		profile,
		surveys: outcomes.map(({ declared, status }) => ({ id: declared.survey.id, status })),
		artefacts: [...respondents, listed, ...(page ? [pageArtefact(page, parts)] : [])]
	});
	writeText(folder, 'manifest.json', `${JSON.stringify(manifest, null, '\t')}\n`);
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
	const path = 'pages/explore.json';
	const file = writeText(folder, path, JSON.stringify(page));
	return { ...own, tier, source, path, kind: 'page', ...file };
}

function catalogueEntry({ declared: { survey, questions }, status, built }: Outcome): unknown {
	const { files, mappings, maxRejectedShare, origin, design, ...shown } = survey;
	return {
		...shown,
		status,
		completeness: design.completeness,
		...(design.note ? { designNote: design.note } : {}),
		tables: built?.published.map(({ table }) => table) ?? [],
		...(built && survey.tier !== 'open'
			? { recipe: { files, design: { units: design.units }, mappings } }
			: {}),
		questions
	};
}

export interface NewRelease {
	readonly folder: string;
	readonly release: string;
	/** The hash of what it was made from. */
	readonly stamp: string;
}

/** Puts a complete release in the place of the one that stands. */
export function replaceRelease(paths: Paths, { folder, release, stamp }: NewRelease): void {
	const next = join(paths.work, 'data');
	rmSync(next, { recursive: true, force: true });
	mkdirSync(next, { recursive: true });
	renameSync(folder, join(next, release));
	writeFileSync(join(next, 'current.json'), `${JSON.stringify({ release })}\n`);
	mkdirSync(paths.assets, { recursive: true });
	rmSync(paths.data, { recursive: true, force: true });
	renameSync(next, paths.data);
	writeFileSync(paths.stamp, stamp);
}
