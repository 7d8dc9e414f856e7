import type { Baseline, FrozenFigure } from '#lib/model/baseline.ts';
import type { BaselineFrame } from '#lib/model/baseline-frame.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import { frequencyOf } from '#lib/model/period.ts';
import type { Path } from '#lib/model/problems.ts';
import type { Survey } from '#lib/model/survey.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { References, Report } from './declaration-references.ts';
import { territoriesOf } from './declaration-series.ts';
import { sealOf } from './declaration-seal.ts';

type FrozenEstimate = Extract<FrozenFigure, { kind: 'estimate' }>;
type FrozenPublished = Extract<FrozenFigure, { kind: 'published' }>;

/** That a frozen figure is what it was, and that what it refers to can be found. */
export function checkBaseline({ frozen, seal }: Baseline, references: References, report: Report) {
	// The right seal is not told: to make one is a decision, not the repair of a file.
	if (seal !== sealOf(frozen))
		report(['seal'], `not the seal of the frozen figure, which must not change: ${seal}`);
	if (frozen.kind === 'published') return checkPublished(frozen, references, report);
	const survey = references.find('surveys', frozen.survey, (message) =>
		report(['frozen', 'survey'], message)
	);
	const indicator = references.find('indicators', frozen.indicator, (message) =>
		report(['frozen', 'indicator'], message)
	);
	if (indicator?.statistic === 'proportion' && !isShare(frozen.estimate))
		report(['frozen', 'estimate'], `a proportion is between 0 and 1: ${frozen.estimate}`);
	if (!survey || !indicator) return;
	const below: Report = (path, message) => report(['frozen', ...path], message);
	checkPlace({ frozen, survey, indicator }, references, below);
	checkDesign({ frozen, survey, indicator }, below);
	checkQuestion({ frozen, survey, indicator }, references, below);
}

function checkPublished(frozen: FrozenPublished, references: References, report: Report) {
	const { series: id, territory, period, categories = {} } = frozen;
	const series = references.find('series', id, (message) => report(['frozen', 'series'], message));
	if (!series) return;
	if (frequencyOf(period) !== series.frequency)
		report(['frozen', 'period'], `not a period of a series by ${series.frequency}: ${period}`);
	// What is wrong with the lists is said of the series.
	const known = territoriesOf(series, references, () => {})?.map((one) => one.id);
	if (known && !known.includes(territory))
		report(['frozen', 'territory'], unknownName(`territory of ${id}`, territory, known));
	const { dimensions } = series;
	for (const { id } of dimensions.filter(({ id }) => categories[id] === undefined))
		report(['frozen', 'categories'], `does not say the ${id}`);
	for (const [name, category] of Object.entries(categories)) {
		const dimension = dimensions.find(({ id }) => id === name);
		const known = dimension?.categories.map(({ id }) => id) ?? [];
		const path = ['frozen', 'categories', name];
		if (!dimension) report(path, `not a dimension of ${id}: ${name}`, 'key');
		else if (!known.includes(category))
			report(path, unknownName(`${name} of ${id}`, category, known));
	}
}

const isShare = (value: number) => value >= 0 && value <= 1;

interface Figure {
	readonly frozen: FrozenEstimate;
	readonly survey: Survey;
	readonly indicator: Indicator;
}

const mappedConcepts = ({ survey, indicator }: Figure) =>
	survey.mappings
		.filter(({ units }) => units.includes(indicator.unit))
		.map(({ concept }) => concept);

/** The concept, the territory and the group are those of the survey, for the unit of the indicator. */
function checkPlace(figure: Figure, references: References, report: Report) {
	const { frozen, survey, indicator } = figure;
	const mapped = mappedConcepts(figure);
	const checkMapped = (concept: string, path: Path) => {
		if (!mapped.includes(concept))
			report(path, `not mapped by ${survey.id} for ${indicator.unit}: ${concept}`);
	};
	const categoriesOf = (id: string) => {
		const concept = references.read.concepts.declared.get(id)?.value;
		return concept?.kind === 'category' ? concept.categories.map((one) => one.id) : [];
	};
	checkMapped(indicator.concept, ['indicator']);
	const territories = [...references.read.estimates.declared.values()].flatMap(
		({ value }) => value.territories
	);
	const own = mapped.filter((id) => territories.includes(id));
	const places = [survey.country, ...own.flatMap(categoriesOf)];
	if (!places.includes(frozen.territory))
		report(['territory'], unknownName(`territory of ${survey.id}`, frozen.territory, places));
	for (const [id, category] of Object.entries(frozen.group ?? {})) {
		checkMapped(id, ['group', id]);
		if (mapped.includes(id) && !categoriesOf(id).includes(category))
			report(['group', id], unknownName(`category of ${id}`, category, categoriesOf(id)));
	}
}

function checkDesign({ frozen, survey, indicator }: Figure, report: Report) {
	const unit = survey.design.units.find(({ id }) => id === indicator.unit);
	const weights = unit?.weights.map(({ id }) => id) ?? [];
	if (!weights.includes(frozen.weight))
		report(['weight'], unknownName(`weight of ${indicator.unit}`, frozen.weight, weights));
	const { start, end } = survey.fieldwork;
	if (!(frozen.period >= start.slice(0, 4) && frozen.period.slice(0, 4) <= end.slice(0, 4)))
		report(
			['period'],
			`not when ${survey.id} was in the field, ${start} to ${end}: ${frozen.period}`
		);
	if (frozen.date < end)
		report(['date'], `before the end of the fieldwork, ${end}: ${frozen.date}`);
}

/** A figure whose wording is known says which it is. */
function checkQuestion(
	{ frozen, survey, indicator }: Figure,
	references: References,
	report: Report
) {
	const { declared, broken } = references.read.questions;
	const questions = declared.get(survey.id)?.value ?? [];
	if (broken.has(survey.id)) return;
	const own = questions.filter(
		({ concept, unit }) => concept === indicator.concept && unit === indicator.unit
	);
	const ids = own.map(({ id }) => id);
	const { question } = frozen;
	if (question === undefined && ids.length > 0)
		report(['question'], `missing, the wording is known: ${ids.join(', ')}`);
	if (question !== undefined && !ids.includes(question))
		report(
			['question'],
			unknownName(`question of ${survey.id} about ${indicator.concept}`, question, ids)
		);
}

/** That the frame names indicators and series that there are, and groups by concepts that are published. */
export function checkFrame({ dimensions }: BaselineFrame, references: References, report: Report) {
	const { declared, broken } = references.read.estimates;
	const planned = [...declared.values()].flatMap(({ value }) => value.breakdowns);
	dimensions.forEach(({ indicators, series, groups }, i) => {
		series.forEach((id, j) =>
			references.find('series', id, (message) => report(['dimensions', i, 'series', j], message))
		);
		indicators.forEach((id, j) =>
			references.find('indicators', id, (message) =>
				report(['dimensions', i, 'indicators', j], message)
			)
		);
		groups?.by.forEach((id, j) => {
			const at = ['dimensions', i, 'groups', 'by', j];
			if (!references.find('concepts', id, (message) => report(at, message))) return;
			if (broken.size === 0 && !planned.includes(id))
				report(at, `no figures are published by it: ${id}`);
		});
	});
}
