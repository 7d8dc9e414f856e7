import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import type { Paths } from '../paths.ts';
import { writeDraw } from '../simulate/simulate.ts';
import { mayLeave } from '../steps/protect/may-leave.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import type { BuildOptions } from './build-options.ts';
import { type Outcome, type SurveyContext, buildSurvey, missingFiles } from './build-survey.ts';
import { Progress } from './progress.ts';
import type { SourceHashes } from './source-hashes.ts';
import { breaksOf } from './wave-breaks.ts';

export interface SurveysOptions extends BuildOptions {
	readonly paths: Paths;
	readonly cache: ArtefactCache;
	readonly hashes: SourceHashes;
}

/** Every survey whose figures the profile may have, as far as its files are here. */
export async function buildSurveys(
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
						...{ survey, profile, sources, cache, hashes, progress },
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

/** What the steps of a survey need of the declarations. */
export const contextOf = ({
	concepts,
	indicators,
	quality,
	explore,
	estimates,
	disclosure,
	territories,
	published
}: Declarations): SurveyContext => ({
	...{ concepts, indicators, plan: estimates, profile: explore.profile },
	...{ disclosure, territories, published },
	quality: quality.filter(({ id }) => id === explore.profile)
});

/** The files of a survey, simulated where they are not official; undefined where nobody said where they are. */
export async function sourceFolder(
	{ survey }: DeclaredSurvey,
	paths: Paths,
	cache: ArtefactCache
): Promise<string | undefined> {
	if (survey.origin.kind === 'official') return paths.sources;
	const { scenario, wave } = survey.origin;
	const { folder } = await cache.artefacts({
		step: 'simulate',
		inputs: [scenario, wave],
		run: (folder) => writeDraw(folder, scenario, wave)
	});
	return folder;
}

function statusOf(survey: Survey, sources: string | undefined): CatalogueSurvey['status'] {
	const absent = sources === undefined || missingFiles(survey, sources).length > 0;
	return absent ? 'source-not-present' : 'built';
}
