import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import { mayPublish } from '#lib/model/release.ts';
import type { Survey } from '#lib/model/survey.ts';
import { ArtefactCache } from './artefact-cache.ts';
import { type SeriesOutcome, seriesOutcome } from './build-series.ts';
import type { BuildOptions } from './build-options.ts';
import { codeHash, inputStamp, keepStamp } from './build-stamp.ts';
import { type Outcome, type SurveyContext, buildSurvey, missingFiles } from './build-survey.ts';
import { type Declarations, readDeclarations } from '../declarations/declarations.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { type Paths, pathsFor } from '../paths.ts';
import { Progress } from './progress.ts';
import { assembleRelease } from './release.ts';
import { writeSimulation } from '../simulate/simulate.ts';
import { SourceHashes } from './source-hashes.ts';
import { mayLeave } from '../steps/protect.ts';
import { putInPlace } from '../steps/publish.ts';
import { type SummaryLine, summaryTable } from './summary.ts';
import { breaksOf } from './wave-breaks.ts';

/** Makes a release and puts it in the place of the one that stands; its id. */
export async function makeRelease(options: BuildOptions): Promise<string> {
	const { profile, progress: write } = options;
	const paths = pathsFor(options);
	const declarations = readDeclarations(paths.declarations);
	refuseUnpublishable(declarations, options);
	const stamp = inputStamp(paths, sourcePaths(declarations, paths));
	const cache = new ArtefactCache(paths.cache, codeHash());
	const hashes = new SourceHashes(paths.sourceHashes);
	rmSync(paths.work, { recursive: true, force: true });
	const folder = join(paths.work, 'release');
	mkdirSync(folder, { recursive: true });
	const outcomes = await buildSurveys(declarations, { ...options, paths, cache, hashes });
	await assembleRelease(declarations, {
		...{ profile, folder, outcomes, cache, data: paths.data },
		series: await buildAllSeries(declarations, { ...options, paths, cache, hashes })
	});
	putInPlace(paths, folder);
	keepStamp(paths, stamp);
	hashes.keep();
	cache.sweep(new Date());
	rmSync(paths.work, { recursive: true, force: true });
	write(summaryTable(outcomes.map(summaryLine)));
	return declarations.release.id;
}

function refuseUnpublishable(
	{ release }: Declarations,
	{ profile, now = new Date() }: BuildOptions
) {
	const publication = mayPublish(release, now);
	if (profile === 'public' && !publication.ok) throw new DataError(publication.reason);
}

/** The files of this machine that the build reads. */
const sourcePaths = ({ surveys, series }: Declarations, { sources = '' }: Paths): string[] => [
	...surveys
		.filter(({ survey }) => survey.origin.kind === 'official')
		.flatMap(({ survey }) => survey.files.map(({ path }) => join(sources, path))),
	...series.flatMap(({ origin }) =>
		origin.kind === 'recipe' ? origin.files.map(({ path }) => join(sources, path)) : []
	)
];

interface SurveysOptions extends BuildOptions {
	readonly paths: Paths;
	readonly cache: ArtefactCache;
	readonly hashes: SourceHashes;
}

async function buildSurveys(
	declarations: Declarations,
	{ profile, progress: write, isTerminal = false, paths, cache, hashes }: SurveysOptions
): Promise<Outcome[]> {
	const { surveys } = declarations;
	const steps = surveys.map(({ survey }) => survey.files.length + survey.design.units.length + 3);
	const progress = new Progress(
		steps.reduce((a, b) => a + b, 0),
		write,
		isTerminal
	);
	const outcomes: Outcome[] = [];
	for (const declared of surveys) {
		const { survey } = declared;
		const started = performance.now();
		const published = mayLeave(survey, profile);
		progress.step(`${survey.id}: sources`);
		const sources = published ? await sourceFolder(declared, paths, cache) : undefined;
		const status = published ? statusOf(survey, sources) : 'not-published';
		const built =
			status === 'built' && sources !== undefined
				? await buildSurvey({
						...{ survey, sources, cache, hashes, progress },
						context: contextOf(declarations),
						breaks: breaksOf(survey, declarations),
						rejectsFolder: paths.rejects
					})
				: undefined;
		const seconds = (performance.now() - started) / 1000;
		outcomes.push({ declared, status, seconds, ...(built ? { built } : {}) });
	}
	progress.finish();
	return outcomes;
}

async function buildAllSeries(
	{ series, territories }: Declarations,
	{ profile, progress: write, isTerminal = false, paths, cache, hashes }: SurveysOptions
): Promise<SeriesOutcome[]> {
	const { declarations, sources } = paths;
	const progress = new Progress(series.length, write, isTerminal);
	const options = { profile, declarations, sources, territories, cache, hashes, progress };
	const outcomes: SeriesOutcome[] = [];
	for (const one of series) outcomes.push(await seriesOutcome(one, options));
	progress.finish();
	return outcomes;
}

const contextOf = ({
	concepts,
	indicators,
	quality,
	explore,
	estimates
}: Declarations): SurveyContext => ({
	...{ concepts, indicators, plan: estimates, profile: explore.profile },
	quality: quality.filter(({ id }) => id === explore.profile)
});

async function sourceFolder(
	{ survey }: DeclaredSurvey,
	paths: Paths,
	cache: ArtefactCache
): Promise<string | undefined> {
	if (survey.origin.kind === 'official') return paths.sources;
	const { scenario, wave } = survey.origin;
	const { folder } = await cache.artefacts({
		step: 'simulate',
		inputs: [scenario, wave],
		run: (folder) => writeSimulation(folder, scenario, wave)
	});
	return folder;
}

function statusOf(survey: Survey, sources: string | undefined): CatalogueSurvey['status'] {
	const absent = sources === undefined || missingFiles(survey, sources).length > 0;
	return absent ? 'source-not-present' : 'built';
}

function summaryLine({ declared: { survey }, status, built, seconds }: Outcome): SummaryLine {
	const units = built?.units.map(({ table }) => `${table.unit} ${table.rows.toLocaleString('en')}`);
	return {
		survey: survey.id,
		tier: survey.tier,
		status: status.replaceAll('-', ' '),
		rows: units?.join(', ') ?? '',
		rejected: built ? String(built.rejects.length) : '',
		checks: built ? String(built.checks.length) : '',
		seconds: built ? seconds.toFixed(1) : '',
		note: built?.rejectsFile ?? ''
	};
}
