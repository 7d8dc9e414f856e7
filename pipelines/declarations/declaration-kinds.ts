import type { z } from 'zod';
import { actors } from '#lib/model/actor.ts';
import { baseline } from '#lib/model/baseline.ts';
import { baselineFrame } from '#lib/model/baseline-frame.ts';
import { board } from '#lib/model/boards/board.ts';
import { comparabilityOverrides } from '#lib/model/comparability.ts';
import { concept } from '#lib/model/concept.ts';
import { disclosureRules, publishedLevel } from '#lib/model/disclosure.ts';
import { corrections } from '#lib/model/correction.ts';
import { estimatePlan } from '#lib/model/estimate-plan.ts';
import { exploreDefaults } from '#lib/model/explore-view.ts';
import { framework } from '#lib/model/framework.ts';
import { indicator } from '#lib/model/indicator.ts';
import { programme } from '#lib/model/programme.ts';
import { qualityProfile } from '#lib/model/quality-profile.ts';
import { questions } from '#lib/model/question.ts';
import { recommendedQuestions } from '#lib/model/question-bank.ts';
import { questionWave } from '#lib/model/question-wave.ts';
import { registerFile } from '#lib/model/registers/registers.ts';
import { releaseDeclaration } from '#lib/model/release.ts';
import { series } from '#lib/model/series.ts';
import { survey } from '#lib/model/survey.ts';
import { territoryList } from '#lib/model/territory.ts';
import { declaredShapes } from '#lib/model/territory-shapes.ts';
import type { FilePattern } from './declaration-folder.ts';

/** One kind of declaration. The star of `files` is the id that the file has to give itself. */
interface DeclarationKind extends FilePattern {
	readonly schema: z.ZodType;
	/** One of them, and many. */
	readonly nouns: readonly [one: string, many: string];
	/** The file has no id of its own. */
	readonly anonymous?: boolean;
}

/** Everything that is declared. A new kind is one more line here. */
export const declarationKinds = {
	surveys: {
		files: 'surveys/*/survey.yaml',
		schema: survey,
		nouns: ['survey', 'surveys'],
		instead: 'wave.yaml'
	},
	questions: {
		files: 'surveys/*/questions.yaml',
		schema: questions,
		nouns: ['questionnaire', 'questionnaires'],
		optional: true,
		anonymous: true
	},
	concepts: {
		files: 'concepts/*.yaml',
		schema: concept,
		nouns: ['concept', 'concepts']
	},
	comparability: {
		files: 'concepts/comparability.yaml',
		schema: comparabilityOverrides,
		nouns: ['list of comparability overrides', 'lists of comparability overrides'],
		optional: true
	},
	waves: {
		files: 'surveys/*/wave.yaml',
		schema: questionWave,
		nouns: ['wave with questions alone', 'waves with questions alone'],
		optional: true
	},
	recommended: {
		files: 'concepts/recommended.yaml',
		schema: recommendedQuestions,
		nouns: ['list of recommended questions', 'lists of recommended questions'],
		optional: true
	},
	indicators: {
		files: 'indicators/*.yaml',
		schema: indicator,
		nouns: ['indicator', 'indicators']
	},
	baselines: {
		files: 'baselines/*.yaml',
		schema: baseline,
		nouns: ['baseline', 'baselines']
	},
	frame: {
		files: 'baseline-frame.yaml',
		schema: baselineFrame,
		nouns: ['frame of baselines', 'frames of baselines'],
		optional: true
	},
	actors: {
		files: 'registers/actors.yaml',
		schema: actors,
		nouns: ['register of actors', 'registers of actors'],
		optional: true
	},
	registers: {
		files: 'registers/*.yaml',
		schema: registerFile,
		nouns: ['register', 'registers']
	},
	quality: {
		files: 'quality/*.yaml',
		schema: qualityProfile,
		nouns: ['quality profile', 'quality profiles']
	},
	series: {
		files: 'series/*.yaml',
		schema: series,
		nouns: ['series', 'series'],
		beside: ['.csv']
	},
	programmes: {
		files: 'programmes/*.yaml',
		schema: programme,
		nouns: ['programme', 'programmes']
	},
	frameworks: {
		files: 'frameworks/*.yaml',
		schema: framework,
		nouns: ['results framework', 'results frameworks']
	},
	boards: {
		files: 'boards/*.yaml',
		schema: board,
		nouns: ['board', 'boards']
	},
	territories: {
		files: 'territories/*.yaml',
		schema: territoryList,
		nouns: ['list of territories', 'lists of territories']
	},
	shapes: {
		files: 'shapes/*.yaml',
		schema: declaredShapes,
		nouns: ['set of shapes', 'sets of shapes']
	},
	published: {
		files: 'territories/published.yaml',
		schema: publishedLevel,
		nouns: ['published area level', 'published area levels'],
		optional: true,
		anonymous: true
	},
	disclosure: {
		files: 'disclosure/*.yaml',
		schema: disclosureRules,
		nouns: ['set of disclosure rules', 'sets of disclosure rules']
	},
	estimates: {
		files: 'estimates.yaml',
		schema: estimatePlan,
		nouns: ['plan of estimates', 'plans of estimates'],
		optional: true
	},
	explore: {
		files: 'explore.yaml',
		schema: exploreDefaults,
		nouns: ['opening of the explorer', 'openings of the explorer']
	},
	release: {
		files: 'release.yaml',
		schema: releaseDeclaration,
		nouns: ['release', 'releases']
	},
	corrections: {
		files: 'corrections.yaml',
		schema: corrections,
		nouns: ['list of corrections', 'lists of corrections'],
		optional: true
	}
} as const satisfies Readonly<Record<string, DeclarationKind>>;

export type Kinds = typeof declarationKinds;
export type KindName = keyof Kinds;

/** What a file of a kind says. */
export type DeclaredOf<Name extends KindName> = z.output<Kinds[Name]['schema']>;

export const kindNames = Object.keys(declarationKinds) as KindName[];

export const kindNamed = (name: KindName): DeclarationKind => declarationKinds[name];
