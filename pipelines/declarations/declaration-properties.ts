import type { ComparabilityOverride } from '#lib/model/comparability.ts';
import type { Path } from '#lib/model/problems.ts';
import type { ConceptProperties } from '#lib/model/properties.ts';
import type { Question } from '#lib/model/question.ts';
import type { Mapping, Survey } from '#lib/model/survey.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { References, Report } from './declaration-references.ts';

/** What the concept says of every question; a concept that is broken or missing is no error here. */
const asksOf = ({ read }: References, concept: string): ConceptProperties =>
	read.concepts.declared.get(concept)?.value.asks ?? {};

/** Every property stands in one place: the concept, the survey, the wording or the mapping. */
export function checkProperties(survey: Survey, references: References, report: Report) {
	const questions = references.read.questions.declared.get(survey.id)?.value ?? [];
	if (survey.mode !== 'mixed' && survey.properties?.modes !== undefined)
		report(['properties', 'modes'], `stands in mode already: ${survey.mode}`, 'key');
	survey.mappings.forEach((mapping, i) => {
		const at: Path = ['mappings', i, 'properties'];
		const { properties = {} } = mapping;
		const asks = asksOf(references, mapping.concept);
		for (const name of Object.keys(asks) as (keyof ConceptProperties)[])
			if (properties[name] !== undefined)
				report([...at, name], `stands in the concept already: ${asks[name]}`, 'key');
		for (const name of ['recall', 'radius'] as const)
			if (properties[name] !== undefined && isAsked(mapping, questions))
				report([...at, name], `stands in questions.yaml already: ${properties[name]}`, 'key');
	});
}

const isAsked = ({ concept, units }: Mapping, questions: readonly Question[]) =>
	questions.some((one) => one.concept === concept && units.includes(one.unit));

/** What a wording says of its period and its area, its concept and its other wordings say too. */
export function checkWordings(
	questions: readonly Question[],
	references: References,
	report: Report
) {
	questions.forEach((question, i) => {
		const asks = asksOf(references, question.concept);
		const first = questions.find(
			({ concept, unit }) => concept === question.concept && unit === question.unit
		);
		for (const name of ['recall', 'radius'] as const) {
			const expected = asks[name] ?? first?.[name];
			if (expected === question[name]) continue;
			const by = asks[name] === undefined ? 'an earlier wording of it' : 'the concept';
			report([i, name], `not the one of ${by}, ${expected}: ${question[name]}`);
		}
	});
}

/** Signatures are about concepts and sources that are there, and no two about the same. */
export function checkOverrides(
	overrides: readonly ComparabilityOverride[],
	references: References,
	report: Report
) {
	const { surveys, waves } = references.read;
	const asked = [...surveys.declared.values(), ...waves.declared.values()];
	const sources = [
		...new Set(asked.flatMap(({ value: { id, series } }) => [id, series])),
		...references.read.series.declared.keys()
	];
	const seen = new Set<string>();
	overrides.forEach(({ concept, between, date }, i) => {
		references.find('concepts', concept, (message) => report([i, 'concept'], message));
		between.forEach((name, j) => {
			if (!sources.includes(name))
				report([i, 'between', j], unknownName('survey or series', name, sources));
		});
		const key = [concept, ...[...between].sort(), date].join(' ');
		if (seen.has(key)) report([i], `signed twice on the same day: ${key}`);
		seen.add(key);
	});
}
