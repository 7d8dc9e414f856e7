import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { Profile } from '#lib/model/manifest.ts';
import type { Survey } from '#lib/model/survey.ts';
import { buildSurvey, missingFiles } from './build-survey.ts';
import { isUnchanged, stampInputs } from './build-stamp.ts';
import { type Declarations, readDeclarations } from './declarations.ts';
import type { DeclaredSurvey } from './declared-survey.ts';
import { type Paths, pathsFor } from './paths.ts';
import { Progress } from './progress.ts';
import { type Outcome, completeRelease, replaceRelease } from './release.ts';
import { writeSimulation } from './simulate/simulate.ts';
import { refreshStaticFiles } from './static-files.ts';
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

/**
 * Declarations and source files to one whole release. It is made beside the one that stands and
 * takes its place at the end: a build that fails changes nothing.
 */
export async function buildRelease(options: BuildOptions): Promise<BuildResult> {
	const { profile } = options;
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
	const changed = !isUnchanged(paths, stamp);
	if (changed) await makeRelease(declarations, { ...options, paths, stamp });
	if (profile === 'local') refreshStaticFiles(paths);
	return { changed, release: release.id };
}

interface MakeOptions extends BuildOptions {
	readonly paths: Paths;
	readonly stamp: string;
}

async function makeRelease(declarations: Declarations, options: MakeOptions): Promise<void> {
	const { profile, progress: write, paths, stamp } = options;
	rmSync(paths.work, { recursive: true, force: true });
	const folder = join(paths.work, 'release');
	mkdirSync(folder, { recursive: true });
	const outcomes = await buildSurveys(declarations, { ...options, folder });
	await completeRelease(declarations, { profile, folder, outcomes });
	replaceRelease(paths, { folder, release: declarations.release.id, stamp });
	write(summaryTable(outcomes.map(summaryLine)));
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

function summaryLine({ declared: { survey }, status, built, seconds }: Outcome): SummaryLine {
	const units = built?.published.map(
		({ table }) => `${table.unit} ${table.rows.toLocaleString('en')}`
	);
	const artefacts = built?.published.flatMap(({ artefacts }) => artefacts) ?? [];
	const bytes = artefacts.reduce((sum, artefact) => sum + artefact.bytes, 0);
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
