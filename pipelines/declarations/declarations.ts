import { DataError } from '#lib/errors.ts';
import { crossCheck } from './cross-check.ts';
import { type DeclaredOf, type KindName, kindNamed, kindNames } from './declaration-kinds.ts';
import { type Problem, inReadingOrder, problemLine } from './declaration-problem.ts';
import { type ReadKinds, readKinds } from './declaration-reader.ts';
import { declarationWarnings } from './declaration-warnings.ts';
import type { DeclaredSurvey, DeclaredWave } from './declared-survey.ts';

export interface Declarations {
	readonly surveys: readonly DeclaredSurvey[];
	/** Of which only the questions are known. */
	readonly waves: readonly DeclaredWave[];
	/** Which question somebody who asks anew should take. */
	readonly recommended: DeclaredOf<'recommended'>;
	readonly concepts: ReadonlyMap<string, DeclaredOf<'concepts'>>;
	readonly indicators: readonly DeclaredOf<'indicators'>[];
	readonly baselines: readonly DeclaredOf<'baselines'>[];
	/** What a baseline consists of; no pages of baselines where no file says so. */
	readonly frame: DeclaredOf<'frame'> | undefined;
	/** Who has a part in what baselines describe. */
	readonly actors: DeclaredOf<'actors'>;
	/** What is known of policies, programmes, services and partnerships, with its source. */
	readonly registers: readonly DeclaredOf<'registers'>[];
	readonly series: readonly DeclaredOf<'series'>[];
	/** Whose effects are estimated. */
	readonly programmes: readonly DeclaredOf<'programmes'>[];
	/** What programmes set out to do, and what they reported. */
	readonly frameworks: readonly DeclaredOf<'frameworks'>[];
	/** Summary boards. */
	readonly boards: readonly DeclaredOf<'boards'>[];
	readonly territories: readonly DeclaredOf<'territories'>[];
	/** Where territories lie, by list. */
	readonly shapes: readonly DeclaredOf<'shapes'>[];
	readonly quality: readonly DeclaredOf<'quality'>[];
	/** When figures may tell of single people. */
	readonly disclosure: readonly DeclaredOf<'disclosure'>[];
	/** Nothing smaller is published; countries are where no file says so. */
	readonly published: DeclaredOf<'published'>;
	/** Signed judgements of comparability. */
	readonly overrides: DeclaredOf<'comparability'>;
	/** What is published of every indicator; nothing is where no file says so. */
	readonly estimates: DeclaredOf<'estimates'>;
	readonly explore: DeclaredOf<'explore'>;
	readonly release: DeclaredOf<'release'>;
	/** Of this release and of earlier ones, the latest first. */
	readonly corrections: DeclaredOf<'corrections'>;
}

export interface CheckedDeclarations {
	/** All there are, by file and from the top of each to its end. */
	readonly problems: readonly Problem[];
	/** What stands, and should not stay so. */
	readonly warnings: readonly Problem[];
	/** Files in order, by kind. */
	readonly counts: Readonly<Record<KindName, number>>;
	/** Absent when there are problems. */
	readonly declarations?: Declarations;
}

/** Reads every declaration below `folder`, and checks each alone and what they say of each other. */
export function checkedDeclarations(folder: string, today = new Date()): CheckedDeclarations {
	const { read, problems: own } = readKinds(folder);
	const problems = inReadingOrder([...own, ...crossCheck(read, today)]);
	const counts = Object.fromEntries(kindNames.map((name) => [name, read[name].declared.size]));
	const declarations = problems.length === 0 ? declarationsOf(read) : undefined;
	return {
		problems,
		warnings: declarationWarnings(read),
		counts: counts as Record<KindName, number>,
		...(declarations ? { declarations } : {})
	};
}

/** The same for who needs them: throws one error that lists all problems. */
export function readDeclarations(folder: string): Declarations {
	const { problems, declarations } = checkedDeclarations(folder);
	if (declarations) return declarations;
	const lines = problems.map(problemLine).join('\n');
	throw new DataError(`declarations have errors: ${problems.length} in ${folder}\n${lines}`);
}

/** `2 surveys, 0 baselines, 1 release`: every kind there is. */
export function countLine(counts: CheckedDeclarations['counts']): string {
	const words = kindNames.map((name) => {
		const [one, many] = kindNamed(name).nouns;
		return `${counts[name]} ${counts[name] === 1 ? one : many}`;
	});
	return words.join(', ');
}

const noEstimates: DeclaredOf<'estimates'> = {
	territories: [],
	wholeOnly: [],
	breakdowns: [],
	pairs: [],
	comparisons: []
};

const countriesOnly: DeclaredOf<'published'> = { level: 'country', minPopulation: 0 };

function declarationsOf(read: ReadKinds): Declarations | undefined {
	const valuesOf = <Name extends KindName>(kind: Name) =>
		[...read[kind].declared.values()].map(({ value }) => value as DeclaredOf<Name>);
	const [explore, release] = [valuesOf('explore')[0], valuesOf('release')[0]];
	if (!explore || !release) return undefined;
	const questionsOf = (id: string) => read.questions.declared.get(id)?.value ?? [];
	return {
		surveys: [...read.surveys.declared.values()].map(({ id, value: survey, file }) => ({
			survey,
			questions: questionsOf(id),
			file
		})),
		waves: valuesOf('waves').map((wave) => ({ wave, questions: questionsOf(wave.id) })),
		recommended: valuesOf('recommended')[0] ?? [],
		concepts: new Map(valuesOf('concepts').map((concept) => [concept.id, concept])),
		indicators: valuesOf('indicators'),
		baselines: valuesOf('baselines'),
		frame: valuesOf('frame')[0],
		actors: valuesOf('actors')[0] ?? [],
		registers: valuesOf('registers'),
		series: valuesOf('series'),
		programmes: valuesOf('programmes'),
		frameworks: valuesOf('frameworks'),
		boards: valuesOf('boards'),
		territories: valuesOf('territories'),
		shapes: valuesOf('shapes'),
		quality: valuesOf('quality'),
		disclosure: valuesOf('disclosure'),
		published: valuesOf('published')[0] ?? countriesOnly,
		overrides: valuesOf('comparability')[0] ?? [],
		estimates: valuesOf('estimates')[0] ?? noEstimates,
		explore,
		release,
		corrections: valuesOf('corrections')[0] ?? []
	};
}
