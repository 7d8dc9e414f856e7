import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { mayPublish } from '#lib/model/release.ts';
import { type Declarations, readDeclarations } from '../declarations/declarations.ts';
import { type Paths, pathsFor } from '../paths.ts';
import { putInPlace } from '../steps/publish.ts';
import { ArtefactCache } from './artefact-cache.ts';
import { auditLines, auditRelease, refuseLeaks } from './audit-release.ts';
import type { BuildOptions } from './build-options.ts';
import {
	type BuildProgrammesOptions,
	type ProgrammeOutcome,
	programmeOutcomes
} from './build-programmes.ts';
import { type SeriesOutcome, seriesOutcome } from './build-series.ts';
import { codeHash, inputStamp, keepStamp } from './build-stamp.ts';
import type { Outcome } from './build-survey.ts';
import { type SurveysOptions, buildSurveys } from './build-surveys.ts';
import { earlierReleases } from './earlier-releases.ts';
import { Progress } from './progress.ts';
import { publishableSurveys } from './protected-figures.ts';
import { assembleRelease } from './release.ts';
import { SourceHashes } from './source-hashes.ts';
import { type SummaryLine, summaryTable } from './summary.ts';

/** Makes a release and puts it in the place of the one that stands; its id. */
export async function makeRelease(options: BuildOptions): Promise<string> {
	const { profile, progress: write } = options;
	const paths = pathsFor(options);
	const declarations = readDeclarations(paths.declarations);
	refuseUnpublishable(declarations, options);
	const earlier =
		profile === 'public' ? await earlierReleases(paths.data, declarations.release) : [];
	const stamp = inputStamp(paths, sourcePaths(declarations, paths));
	const cache = new ArtefactCache(paths.cache, codeHash());
	const hashes = new SourceHashes(paths.sourceHashes);
	rmSync(paths.work, { recursive: true, force: true });
	const folder = join(paths.work, 'release');
	mkdirSync(folder, { recursive: true });
	const outcomes = await buildSurveys(declarations, { ...options, paths, cache, hashes });
	const guard = { declarations, profile, cache, progress: write };
	const surveys = await publishableSurveys(outcomes, guard);
	const common = { ...options, paths, cache, hashes };
	const series = await buildAllSeries(declarations, common);
	await assembleRelease(declarations, {
		...{ profile, folder, outcomes, surveys, series, cache, data: paths.data },
		programmes: await evaluateAll(declarations, { surveys, series }, common)
	});
	if (profile === 'public') {
		write('audit\n');
		const started = performance.now();
		const audit = await auditRelease(surveys, { ...guard, folder, earlier });
		refuseLeaks(audit);
		write(auditLines(audit, (performance.now() - started) / 1000));
	}
	putInPlace(paths, folder, declarations.release.offline);
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
const sourcePaths = (
	{ surveys, series, programmes }: Declarations,
	{ sources = '' }: Paths
): string[] => [
	...surveys
		.filter(({ survey }) => survey.origin.kind === 'official')
		.flatMap(({ survey }) => survey.files.map(({ path }) => join(sources, path))),
	...series.flatMap(({ origin }) =>
		origin.kind === 'recipe' ? origin.files.map(({ path }) => join(sources, path)) : []
	),
	...programmes.flatMap(({ origin, files }) =>
		origin.kind === 'official' ? files.map(({ path }) => join(sources, path)) : []
	)
];

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

async function evaluateAll(
	declarations: Declarations,
	built: Pick<BuildProgrammesOptions, 'surveys' | 'series'>,
	{ profile, progress: write, isTerminal = false, paths, cache, hashes }: SurveysOptions
): Promise<ProgrammeOutcome[]> {
	const progress = new Progress(declarations.programmes.length, write, isTerminal);
	const options = { profile, paths, ...built, cache, hashes, progress };
	const outcomes = await programmeOutcomes(declarations, options);
	progress.finish();
	return outcomes;
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
