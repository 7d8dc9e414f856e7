import { identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import type { CheckOutcome, SurveyCheck } from '#lib/model/survey-check.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type AskOptions, ask } from '../ask.ts';

type FigureCheck = Extract<SurveyCheck, { kind: 'weighted-total' | 'published-figure' }>;

const isFigureCheck = (one: SurveyCheck): one is FigureCheck =>
	one.kind === 'weighted-total' || one.kind === 'published-figure';

/** Known totals and published figures that the rows of a survey must give. */
export async function figureOutcomes(
	{ id, checks }: Pick<Survey, 'id' | 'checks'>,
	options: AskOptions
): Promise<CheckOutcome[]> {
	const outcomes: CheckOutcome[] = [];
	for (const one of checks.filter(isFigureCheck)) {
		const { kind, severity } = one;
		const found =
			kind === 'weighted-total'
				? await totalOutcome(one, options)
				: await figureOutcome(id, one, options);
		outcomes.push({ kind, severity, ...found, examples: [] });
	}
	return outcomes;
}

type Outcome = Pick<CheckOutcome, 'subject' | 'passed' | 'expected' | 'found'>;
type Published = Extract<FigureCheck, { kind: 'published-figure' }>;

async function figureOutcome(
	survey: string,
	check: Published,
	options: AskOptions
): Promise<Outcome> {
	const { unit, measure, where, unsure, per, value, decimals, source } = check;
	const { overall } = await ask(
		{ survey, unit, ...weightOf(check), measure, where, unsure },
		options
	);
	const concepts = [
		measure.concept,
		...where.map(({ concept, categories }) => `${concept} ${categories.join(' ')}`)
	];
	const subject = `${unit} ${measure.statistic} ${concepts.join(', ')}`;
	const { standardError } = check;
	const published = standardError === undefined ? `${value}` : `${value} (${standardError})`;
	const expected = `${published}; ${source.producer}, ${source.document}, ${source.year}`;
	if (overall.kind === 'withheld')
		return { subject, passed: false, expected, found: overall.reason };
	const found = overall.estimate * per;
	const agrees = isRoundedTo(found, value, decimals);
	const error = overall.standardError * per;
	const errorAgrees = standardError === undefined || Math.abs(error / standardError - 1) <= 0.02;
	return {
		subject,
		passed: agrees && errorAgrees,
		expected,
		found: `${Number(found.toPrecision(8))} (${Number(error.toPrecision(4))})`
	};
}

/** Half a unit of the last published digit, and a hair for what lies on the border. */
const isRoundedTo = (found: number, published: number, decimals: number) =>
	Math.abs(found - published) <= 0.5 * 10 ** -decimals * (1 + 1e-9);

async function totalOutcome(
	{ unit, weight, where, total, tolerance }: Extract<FigureCheck, { kind: 'weighted-total' }>,
	{ engine, catalogue }: AskOptions
): Promise<Outcome> {
	const table = catalogue.surveys[0]?.tables.find((one) => one.unit === unit);
	const chosen = table?.weights.find(({ id }) => id === weight) ?? table?.weights[0];
	const among = where.map(({ concept, categories }) => `${concept} ${categories.join(' ')}`);
	const subject = [`${unit} weights`, ...among].join(', ');
	const expected = tolerance === 0 ? String(total) : `${total} ± ${tolerance}`;
	if (!table || !chosen) return { subject, passed: false, expected, found: 'no such unit' };
	const conditions = where.map(
		({ concept, categories }) => sql`${identifier(concept)} IN ${valueList(categories)}`
	);
	const [row] = await engine.query(sql`SELECT sum(${identifier(chosen.column)})::DOUBLE AS total
		FROM read_parquet(${table.path}) WHERE ${joined([sql`TRUE`, ...conditions], ' AND ')}`);
	const found = Number(row?.['total']);
	const passed = Math.abs(found - total) <= tolerance;
	return { subject, passed, expected, found: String(Number(found.toPrecision(12))) };
}

const weightOf = ({ weight }: { readonly weight?: string | undefined }) =>
	weight === undefined ? {} : { weight };
