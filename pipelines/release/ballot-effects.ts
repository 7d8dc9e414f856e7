import { CellCache } from '#lib/estimate/cell-cache.ts';
import { compare } from '#lib/estimate/compare.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import { type Catalogue, type CatalogueSurvey, unitTableOf } from '#lib/model/catalogue.ts';
import { comparisonRequest } from '#lib/model/estimate-request.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Question } from '#lib/model/question.ts';
import {
	type BallotEffect,
	ballotEffects,
	versionConcept
} from '#lib/model/questions/ballot-effect.ts';
import { type AskOptions, ask } from '../ask.ts';
import { openDuckDB } from '../duckdb.ts';
import { ownArtefact } from './release-files.ts';

/**
 * What the wording changes in every split ballot of a survey whose rows are in the release. Of others
 * nobody reckons it: figures by version would have to be protected together with all that is published.
 */
export async function ballotArtefacts(catalogue: Catalogue, folder: string): Promise<Artefact[]> {
	const asked = catalogue.surveys.flatMap((survey) => ballotsOf(survey));
	if (asked.length === 0) return [];
	const engine = await openDuckDB();
	try {
		const options = { engine, cache: new CellCache(engine), folder, catalogue };
		const effects: BallotEffect[] = [];
		for (const ballot of asked) effects.push(...(await effectsOf(ballot, options)));
		if (effects.length === 0) return [];
		const file = { path: 'pages/question-experiments.json', kind: 'page' } as const;
		return [ownArtefact(folder, file, ballotEffects.parse(effects))];
	} finally {
		engine.close();
	}
}

/** Versions of one question, in the order of the questionnaire. */
interface Ballot {
	readonly survey: CatalogueSurvey;
	readonly versions: readonly Question[];
}

function ballotsOf(survey: CatalogueSurvey): Ballot[] {
	if (survey.tables.length === 0) return [];
	const versioned = survey.questions.filter(({ version }) => version !== undefined);
	return [...new Set(versioned.map(({ concept }) => concept))].map((concept) => ({
		survey,
		versions: versioned.filter((one) => one.concept === concept)
	}));
}

/** Each further version against the first. */
async function effectsOf(ballot: Ballot, options: AskOptions): Promise<BallotEffect[]> {
	const [first, ...others] = ballot.versions;
	if (!first) return [];
	const concept = options.catalogue.concepts.find(({ id }) => id === first.concept);
	const category = concept?.kind === 'category' ? concept.categories[0]?.id : undefined;
	if (category === undefined) return [];
	const found = [];
	for (const other of others)
		found.push(await effectOf([first, other], { ...options, survey: ballot.survey.id, category }));
	return found.flatMap((effect) => effect ?? []);
}

interface EffectOptions extends AskOptions {
	readonly survey: string;
	readonly category: string;
}

/** Undefined where one of the numbers cannot be told: half a comparison is none. */
async function effectOf(
	[first, second]: readonly [Question, Question],
	options: EffectOptions
): Promise<BallotEffect | undefined> {
	const { survey, category, cache, catalogue } = options;
	const { concept, unit } = first;
	const request = {
		...{ survey, unit, by: [versionConcept], unsure: 'exclude' as const },
		measure: { statistic: 'proportion' as const, concept, numerator: [category] }
	};
	const { estimates } = await ask(request, options);
	const halves = [first, second].flatMap(({ id, version = '' }) => {
		const half = estimates.find(({ domain }) => domain[0]?.category === version);
		if (half?.kind !== 'estimate' || half.lower === null || half.upper === null) return [];
		const { n, estimate, standardError, lower, upper } = half;
		return [{ version, question: id, n, estimate, standardError, lower, upper }];
	});
	const table = unitTableOf(catalogue, { survey, unit });
	const [a, b] = halves;
	if (!a || !b || !table) return undefined;
	const at = ({ version }: typeof a) => ({ at: { [versionConcept]: version } });
	const contrasts = (['difference', 'ratio'] as const).map((kind) => ({
		...{ kind, of: at(b), against: at(a) }
	}));
	const [difference, ratio] = await compare(comparisonRequest.parse({ ...request, contrasts }), {
		cache,
		table: estimateTable(`${survey}.${unit}`, table, { concepts: catalogue.concepts })
	});
	if (difference?.outcome !== 'compared' || ratio?.outcome !== 'compared') return undefined;
	return {
		...{ wave: survey, concept, category, halves: [a, b] },
		...{ difference: numbers(difference), ratio: numbers(ratio) }
	};
}

const numbers = ({
	estimate,
	standardError,
	lower,
	upper,
	p,
	df
}: BallotEffect['difference']): BallotEffect['difference'] => ({
	...{ estimate, standardError, lower, upper, p, df }
});
