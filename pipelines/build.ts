import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import {
	type Artefact,
	type Manifest,
	type Profile,
	manifest as manifestSchema,
	schemaVersion
} from '#lib/model/manifest.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type BuiltSurvey, buildSurvey, missingFiles } from './build-survey.ts';
import { isUnchanged, stampInputs } from './build-stamp.ts';
import { type DeclaredSurvey, type Declarations, readDeclarations } from './declarations.ts';
import { openDuckDB } from './duckdb.ts';
import { type Paths, pathsFor } from './paths.ts';
import { Progress } from './progress.ts';
import { writeSimulation } from './simulate/simulate.ts';
import { explorePageOf } from './steps/estimate.ts';
import { writeText } from './steps/publish.ts';
import { type SummaryLine, summaryTable } from './summary.ts';

export interface BuildOptions {
	readonly profile: Profile;
	/** Takes one piece of text, new lines included. */
	readonly progress: (text: string) => void;
	/** Where everything generated lies; defaults to the project. */
	readonly root?: string;
	readonly isTerminal?: boolean;
	readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface BuildResult {
	/** False when the inputs are those of the release that stands already. */
	readonly changed: boolean;
	readonly release: string;
}

interface Outcome {
	readonly declared: DeclaredSurvey;
	readonly status: CatalogueSurvey['status'];
	readonly built?: BuiltSurvey;
	readonly seconds: number;
}

/**
 * Declarations and source files to one whole release. It is made beside the one that stands and
 * takes its place at the end: a build that fails changes nothing.
 */
export async function buildRelease(options: BuildOptions): Promise<BuildResult> {
	const { profile, progress: write } = options;
	const paths = pathsFor(options);
	const declarations = readDeclarations(paths.declarations);
	const { release } = declarations;
	if (profile === 'public' && release.status !== 'approved')
		throw new DataError(
			`release ${release.id} is ${release.status}: the public profile takes approved ones`
		);
	const stamp = stampInputs(
		paths,
		declarations.surveys.map(({ survey }) => survey)
	);
	if (isUnchanged(paths, stamp)) return { changed: false, release: release.id };
	rmSync(paths.work, { recursive: true, force: true });
	const folder = join(paths.work, 'release');
	mkdirSync(folder, { recursive: true });
	const outcomes = await buildSurveys(declarations, { ...options, paths, folder });
	const manifest = await completeRelease(declarations, { profile, folder, outcomes });
	replaceRelease(paths, folder, manifest, stamp, profile);
	write(summaryTable(outcomes.map(summaryLine)));
	return { changed: true, release: release.id };
}

interface SurveysOptions extends BuildOptions {
	readonly paths: Paths;
	readonly folder: string;
}

async function buildSurveys(
	{ surveys, concepts }: Declarations,
	{ profile, progress: write, isTerminal = false, paths, folder }: SurveysOptions
): Promise<Outcome[]> {
	const steps = surveys.map(
		({ survey }) => survey.files.length + 2 * survey.design.units.length + 2
	);
	const progress = new Progress(
		steps.reduce((a, b) => a + b, 0),
		write,
		isTerminal
	);
	const outcomes: Outcome[] = [];
	for (const declared of surveys) {
		const { survey } = declared;
		const started = performance.now();
		const published = profile === 'local' || survey.tier === 'open';
		const sources = published ? await sourceFolder(declared, paths, progress) : undefined;
		const status = published ? statusOf(survey, sources) : 'not-published';
		const built =
			status === 'built' && sources !== undefined
				? await buildSurvey({
						survey,
						concepts,
						sources,
						folder,
						progress,
						work: paths.work,
						rejectsFolder: paths.rejects
					})
				: undefined;
		const seconds = (performance.now() - started) / 1000;
		outcomes.push({ declared, status, seconds, ...(built ? { built } : {}) });
	}
	progress.finish();
	return outcomes;
}

async function sourceFolder(
	{ survey }: DeclaredSurvey,
	paths: Paths,
	progress: Progress
): Promise<string | undefined> {
	if (survey.origin.kind === 'official') return paths.sources;
	const folder = join(paths.simulated, survey.id);
	progress.step(`${survey.id}: simulate`);
	await writeSimulation(folder, survey.origin.scenario, survey.origin.wave);
	return folder;
}

function statusOf(survey: Survey, sources: string | undefined): CatalogueSurvey['status'] {
	const absent = sources === undefined || missingFiles(survey, sources).length > 0;
	return absent ? 'source-not-present' : 'built';
}

interface ReleaseParts {
	readonly profile: Profile;
	readonly folder: string;
	readonly outcomes: readonly Outcome[];
}

async function completeRelease(declarations: Declarations, parts: ReleaseParts): Promise<Manifest> {
	const { profile, folder, outcomes } = parts;
	const { release, concepts, indicators, explore } = declarations;
	const catalogue: Catalogue = catalogueSchema.parse({
		surveys: outcomes.map(catalogueEntry),
		concepts: [...concepts.values()],
		indicators
	});
	const own = { tier: 'open', licence: 'CC-BY-4.0', source: 'Atalaya', rows: 0 } as const;
	const artefacts: Artefact[] = outcomes.flatMap(
		({ built }) => built?.published.map((p) => p.artefact) ?? []
	);
	artefacts.push({
		...own,
		path: 'catalogue.json',
		kind: 'catalogue',
		...writeText(folder, 'catalogue.json', JSON.stringify(catalogue))
	});
	const engine = await openDuckDB();
	try {
		const page = await explorePageOf(explore, { engine, folder, catalogue });
		if (page) {
			const survey = outcomes.find(({ declared }) => declared.survey.id === page.view.survey)
				?.declared.survey;
			artefacts.push({
				...own,
				tier: survey?.tier ?? own.tier,
				source: survey?.citation ?? own.source,
				path: 'pages/explore.json',
				kind: 'page',
				...writeText(folder, 'pages/explore.json', JSON.stringify(page))
			});
		}
	} finally {
		engine.close();
	}
	const manifest = manifestSchema.parse({
		schemaVersion,
		release: release.id,
		date: release.date,
		profile,
		surveys: outcomes.map(({ declared, status }) => ({ id: declared.survey.id, status })),
		artefacts
	});
	writeText(folder, 'manifest.json', `${JSON.stringify(manifest, null, '\t')}\n`);
	return manifest;
}

function catalogueEntry({ declared: { survey, questions }, status, built }: Outcome): unknown {
	const { files, mappings, maxRejectedShare, origin, design, ...shown } = survey;
	void [files, mappings, maxRejectedShare, origin];
	return {
		...shown,
		status,
		completeness: design.completeness,
		...(design.note ? { designNote: design.note } : {}),
		tables: built?.published.map(({ table }) => table) ?? [],
		questions
	};
}

function replaceRelease(
	paths: Paths,
	folder: string,
	{ release }: Manifest,
	stamp: string,
	profile: Profile
) {
	const next = join(paths.work, 'data');
	rmSync(next, { recursive: true, force: true });
	mkdirSync(next, { recursive: true });
	renameSync(folder, join(next, release));
	writeFileSync(join(next, 'current.json'), `${JSON.stringify({ release })}\n`);
	mkdirSync(paths.assets, { recursive: true });
	if (profile === 'local') copyStatic(paths);
	rmSync(paths.data, { recursive: true, force: true });
	renameSync(next, paths.data);
	writeFileSync(paths.stamp, stamp);
}

/** The local profile has its own folder of assets, so that no build can mix the two. */
function copyStatic({ staticFiles, assets }: Paths) {
	const names = existsSync(staticFiles)
		? readdirSync(staticFiles).filter((name) => name !== 'data')
		: [];
	for (const name of names)
		cpSync(join(staticFiles, name), join(assets, name), { recursive: true });
}

function summaryLine({ declared: { survey }, status, built, seconds }: Outcome): SummaryLine {
	const units = built?.published.map(
		({ table }) => `${table.unit} ${table.rows.toLocaleString('en')}`
	);
	const bytes = built?.published.reduce((sum, { artefact }) => sum + artefact.bytes, 0) ?? 0;
	return {
		survey: survey.id,
		tier: survey.tier,
		status: status.replaceAll('-', ' '),
		rows: units?.join(', ') ?? '',
		rejected: built ? String(built.rejects.length) : '',
		kilobytes: built ? Math.round(bytes / 1024).toLocaleString('en') : '',
		seconds: built ? seconds.toFixed(1) : '',
		note: built?.rejectsFile ?? ''
	};
}
