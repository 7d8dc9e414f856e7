import type { Concept } from '#lib/model/concept.ts';
import type { CategoryGroup, SurveyProtection } from '#lib/model/disclosure.ts';
import type { Path } from '#lib/model/problems.ts';
import { calibrationColumns } from '#lib/model/sampling.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { Survey } from '#lib/model/survey.ts';
import { ageConcepts, minorsAreAsked, sensitiveConcepts } from '../steps/protect/rows/row-rules.ts';
import { type References, type Report, checkCategories } from './declaration-references.ts';

const ofOpenSurveys = [
	'keys',
	'maxUniqueShare',
	'minorsSensitive',
	'householdLinks',
	'groups'
] as const satisfies readonly (keyof SurveyProtection)[];

/** That a survey whose figures may be published says how its people are protected. */
export function checkProtection(survey: Survey, references: References, report: Report) {
	const { tier, synthetic, protection } = survey;
	if (!protection) {
		if (tier === 'protected' || (tier === 'open' && !synthetic))
			report(['tier'], `a survey that is ${tier} says how its people are protected (protection)`);
		return;
	}
	const at = (field: string) => ['protection', field];
	const rules = references.find('disclosure', protection.rules, (message) =>
		report(at('rules'), message)
	);
	if (rules && protection.k !== undefined && protection.k < rules.k)
		report(at('k'), `below k of ${rules.id}, ${rules.k}: ${protection.k}`);
	const mapped = survey.mappings.map(({ concept }) => concept);
	protection.keys.forEach((key, i) => {
		if (!mapped.includes(key)) report([...at('keys'), i], `not a concept that it maps: ${key}`);
	});
	if (tier === 'open') checkRows({ ...survey, protection }, references, report);
	else
		for (const field of ofOpenSurveys.filter((one) => isSaid(protection[one])))
			report(at(field), `only an open survey publishes rows, this one is ${tier}`);
}

const isSaid = (value: unknown) =>
	value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

type OpenSurvey = Survey & { readonly protection: SurveyProtection };

/** That what is said is enough to protect the people whose rows are published. */
function checkRows(survey: OpenSurvey, references: References, report: Report) {
	const { synthetic, protection, design } = survey;
	if (!synthetic && protection.maxUniqueShare === undefined)
		report(
			['protection'],
			'an open survey says how many rows may be alone in their keys: maxUniqueShare'
		);
	if (!synthetic && protection.keys.length === 0)
		report(['protection'], 'an open survey names what may be known of a person: keys');
	protection.groups.forEach((group, i) =>
		checkGroup(group, survey, { references, report, at: ['protection', 'groups', i] })
	);
	design.units.forEach((unit, i) => {
		checkHouseholds(unit, survey, (path, message) =>
			report(['design', 'units', i, ...path], message)
		);
		checkMinors(unit, survey, references, report);
	});
}

interface GroupPlace {
	readonly references: References;
	readonly report: Report;
	readonly at: Path;
}

function checkGroup(
	group: CategoryGroup,
	{ mappings, protection, design }: OpenSurvey,
	{ references, report, at }: GroupPlace
) {
	const { concept: id, of, into } = group;
	const concept = references.find('concepts', id, (message) => report([...at, 'concept'], message));
	if (!mappings.some((one) => one.concept === id))
		report([...at, 'concept'], `not a concept that it maps: ${id}`);
	if (!concept) return;
	checkCategories(concept, of, (path, message) => report([...at, 'of', ...path], message));
	if (into !== 'withheld')
		checkCategories(concept, [into], (_, message) => report([...at, 'into'], message));
	const others = protection.groups.filter((one) => one.concept === id && one !== group);
	if ([group, ...others].some((one) => one.of.includes(into)))
		report([...at, 'into'], `a category that is grouped itself: ${into}`);
	for (const one of of.filter((one) => others.some((other) => other.of.includes(one))))
		report([...at, 'of'], `stands in another group too: ${one}`);
	const calibrated = design.units.flatMap(({ calibration }) => calibration.map(calibrationColumns));
	if (calibrated.some(({ categories }) => categories.includes(id)))
		report([...at, 'concept'], `the weights are calibrated by its categories: ${id}`);
}

/** Codes of households are cut, unless the survey declares them or its error cannot do without. */
function checkHouseholds(
	unit: UnitDesign,
	{ protection, design, files }: OpenSurvey,
	report: Report
) {
	if (protection.householdLinks || unit.id === 'household') return;
	const [psu, ssu] = unit.ids;
	const household = design.units.find(({ id }) => id === 'household');
	const keys = files.find(({ id }) => id === household?.file)?.key ?? [];
	if (psu !== undefined && keys.length === 1 && keys[0] === psu)
		report(
			['ids', 0],
			`its codes would tell who lives together; another id, or protection.householdLinks: ${psu}`
		);
	if (ssu !== undefined && unit.fpc.length > 0 && !unit.firstStageOnly)
		report(
			['ids', 1],
			`fpc needs the second stage, whose codes may tell who lives together: firstStageOnly, or protection.householdLinks: ${ssu}`
		);
}

/** That it is known who is a minor, where sensitive answers of minors are withheld. */
function checkMinors({ id }: UnitDesign, survey: OpenSurvey, { read }: References, report: Report) {
	if (!minorsAreAsked(survey, id)) return;
	const concepts = survey.mappings
		.filter(({ units }) => units.includes(id))
		.flatMap(({ concept }): Concept[] => {
			const declared = read.concepts.declared.get(concept);
			return declared ? [declared.value] : [];
		});
	const [sensitive] = sensitiveConcepts(concepts);
	if (sensitive !== undefined && ageConcepts(concepts).length === 0)
		report(
			['protection'],
			`who is under 18 is not known of ${id}: a concept with ages, properties.ages from 18, or minorsSensitive; a sensitive concept is ${sensitive}`
		);
}
