import { unknownName } from '#lib/model/nearest-name.ts';
import type { ConceptProperties } from '#lib/model/properties.ts';
import type { Question } from '#lib/model/question.ts';
import type { RecommendedQuestion } from '#lib/model/question-bank.ts';
import type { Mapping } from '#lib/model/survey.ts';
import { start } from '#lib/readers/yaml/position.ts';
import { problemAt } from './declaration-problem.ts';
import { checkWordings } from './declaration-properties.ts';
import type { References, Report } from './declaration-references.ts';

/** That a wave is declared once, and has its questions; and what each questionnaire says of its wave. */
export function checkQuestionnaires(references: References) {
	const { surveys, waves, questions } = references.read;
	for (const { id, file } of waves.declared.values()) {
		const other = surveys.declared.get(id)?.file ?? surveys.broken.get(id);
		if (other !== undefined)
			references.problems.push(
				problemAt(file, start, `${other} declares this wave already: keep the one or the other`)
			);
		if (!questions.declared.has(id) && !questions.broken.has(id))
			references.problems.push(
				problemAt(
					file,
					start,
					'a wave without data is there for its questions: write questions.yaml beside it'
				)
			);
	}
	for (const one of questions.declared.values()) {
		const mappings = surveys.declared.get(one.id)?.value.mappings ?? [];
		checkQuestions(one.value, { references, mappings, report: references.reporter(one) });
	}
}

interface Context {
	readonly references: References;
	/** Of the survey; none of a wave without data. */
	readonly mappings: readonly Mapping[];
	readonly report: Report;
}

function checkQuestions(questions: readonly Question[], context: Context) {
	const { references, report } = context;
	const ids = questions.map(({ id }) => id);
	checkWordings(questions, references, report);
	checkVariables(questions, report);
	questions.forEach((question, i) => {
		const { id, concept } = question;
		references.find('concepts', concept, (message) => report([i, 'concept'], message));
		if (ids.indexOf(id) !== i) report([i, 'id'], `an earlier question has this id: ${id}`);
		checkPlaces(question, i, context);
		checkAnswers(question, i, context);
	});
}

/** One variable holds the answers to one question, or to the versions of one that a split ballot put. */
function checkVariables(questions: readonly Question[], report: Report) {
	questions.forEach(({ unit, variable, version }, i) => {
		if (variable === undefined) return;
		const first = questions
			.slice(0, i)
			.find(
				(one) =>
					one.variable === variable &&
					one.unit === unit &&
					(version === undefined || one.version === undefined || one.version === version)
			);
		if (first)
			report(
				[i, 'variable'],
				`${variable} holds the answers to ${first.id} already: name another variable, or give each a version if people got one of the two`
			);
	});
}

/** What the concept or the mapping says, the question does not say again. */
function checkPlaces(question: Question, i: number, { references, mappings, report }: Context) {
	const { concept, unit, properties = {} } = question;
	const asks: ConceptProperties = references.read.concepts.declared.get(concept)?.value.asks ?? {};
	const mapped = mappings.find((one) => one.concept === concept && one.units.includes(unit));
	const names = Object.keys(properties) as (keyof typeof properties)[];
	for (const name of names.filter((one) => one !== 'note')) {
		const place = name in asks ? 'the concept' : 'the mapping';
		if (name in asks || mapped?.properties?.[name] !== undefined)
			report([i, 'properties', name], `stands in ${place} already: leave it out here`, 'key');
	}
}

/** An answer that could be given has a meaning in the mapping of its variable, or a reason why not. */
function checkAnswers(
	{ variable, unit, answers }: Question,
	i: number,
	{ mappings, report }: Context
) {
	const own = mappings.filter(
		(one) => variable !== undefined && one.variable === variable && one.units.includes(unit)
	);
	const coded = own.flatMap(({ codes }) => (codes ? [codes] : []));
	if (coded.length === 0) return;
	const known = new Set(
		[...coded, ...own.map(({ missing }) => missing)].flatMap((codes) => Object.keys(codes))
	);
	answers.forEach(({ code }, j) => {
		if (!known.has(code))
			report(
				[i, 'answers', j, 'code'],
				`neither in codes nor in missing of the mapping of ${variable}: ${code}; map it, or correct the code`
			);
	});
}

/** A question that is there, about the concept, and verified or with a reason why it is none the less the best. */
export function checkRecommended(
	all: readonly RecommendedQuestion[],
	references: References,
	report: Report
) {
	const { surveys, waves, questions } = references.read;
	const known = [surveys, waves].flatMap(({ declared, broken }) => [
		...declared.keys(),
		...broken.keys()
	]);
	all.forEach(({ concept, wave, question: id, unverified }, i) => {
		references.find('concepts', concept, (message) => report([i, 'concept'], message));
		if (all.findIndex((one) => one.concept === concept) !== i)
			report([i, 'concept'], `an earlier entry recommends a question about it: ${concept}`);
		if (!known.includes(wave)) return report([i, 'wave'], unknownName('wave', wave, known));
		if (questions.broken.has(wave)) return;
		const asked = questions.declared.get(wave)?.value ?? [];
		const ids = asked.map((one) => one.id);
		const question = asked.find((one) => one.id === id);
		if (!question) return report([i, 'question'], unknownName(`question of ${wave}`, id, ids));
		if (question.concept !== concept)
			report([i, 'question'], `not about ${concept} but about ${question.concept}: ${id}`);
		if (!question.verified && !unverified)
			report(
				[i, 'question'],
				`its wording is not verified: ${id}; say in unverified why it is recommended all the same`
			);
		if (question.verified && unverified)
			report([i, 'unverified'], `its wording is verified: ${id}; leave this out`, 'key');
	});
}
