import type { MadeComparison } from '#lib/export/made-comparison.ts';
import { type ComparisonRequest, comparisonRequest } from '#lib/model/estimate-request.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import type { SourceAnswer } from './answer-of.ts';
import type { ComparedFigure } from './compared-figure.ts';
import { figureKey } from './figure-key.ts';
import { type ComparedParts, hasScript, requestOf } from './scripts.ts';
import type { WordsOptions } from './words/labels.ts';

/** A comparison that has numbers, and the figure that it is about. */
interface Found {
	readonly compared: ComparedFigure;
	readonly source: SourceAnswer;
	readonly figure: ShownFigure;
}

/** Undefined where the view compares nothing. */
export function comparedParts(words: WordsOptions): ComparedParts | undefined {
	const { compare } = words.resolved.view;
	const own = words.answers.find(({ survey }) => survey.id === compare?.against.split(':')[0]);
	if (!compare || !own) return undefined;
	const found = words.compared.flatMap((compared) => foundOf(compared, words));
	const { kind } = compare;
	const totals = found.flatMap(({ compared: { key: id, totals } }) =>
		totals ? [{ id, kind, ...totals }] : []
	);
	const inside = found.filter((one) => one.source === own && !one.compared.totals);
	const outside = found.filter((one) => one.source !== own);
	const hasRows = totals.length === 0 && isScripted(own, words);
	const between = hasRows
		? outside.filter(({ source }) => isScripted(source, words) && !hasNamesake(source, words))
		: [];
	const made = [
		...(hasRows ? [] : inside),
		...outside.filter((one) => !between.includes(one))
	].flatMap(({ compared }) => madeOf(compared, kind));
	return {
		...{ own, totals, made },
		within: hasRows ? withinOf(inside, own, words) : undefined,
		between: between.map(({ compared: { key: id }, source, figure: { domain, part } }) => ({
			...{ id, request: requestOf(source, words) },
			key: domain.map(({ category }) => category),
			part: part && 'category' in part ? part.category : ''
		}))
	};
}

/** By rows that a script can read, and not by figures that were added up. */
const isScripted = ({ survey, totals = [] }: SourceAnswer, { own }: WordsOptions) =>
	totals.length === 0 && hasScript(survey, own);

/** Two producers may call different files alike, and a script reads one folder. */
function hasNamesake({ survey }: SourceAnswer, { answers }: WordsOptions): boolean {
	const producers = answers.filter((one) => one.survey.tables.length === 0);
	const names = producers.flatMap((one) => one.survey.recipe?.files.map(({ path }) => path) ?? []);
	const own = survey.tables.length === 0 ? (survey.recipe?.files ?? []) : [];
	return own.some(({ path }) => names.filter((name) => name === path).length > 1);
}

function foundOf(compared: ComparedFigure, { answers }: WordsOptions): Found[] {
	if (compared.result.kind !== 'compared') return [];
	return answers.flatMap((source) =>
		source.answer.figures
			.filter((figure) => figureKey(source.survey.id, figure) === compared.key)
			.map((figure) => ({ compared, source, figure }))
	);
}

function madeOf({ key: id, result }: ComparedFigure, kind: MadeComparison['kind']) {
	if (result.kind !== 'compared' || result.comparison.outcome !== 'compared') return [];
	const { estimate, standardError, df } = result.comparison;
	return [{ id, kind, estimate, standardError, df: df ?? Infinity }];
}

/** The request by which rows were asked, or would be, had the release them. */
function withinOf(
	found: readonly Found[],
	own: SourceAnswer,
	words: WordsOptions
): ComparisonRequest | undefined {
	const { compare } = words.resolved.view;
	if (found.length === 0 || !compare) return undefined;
	const asked = found.find(({ compared }) => compared.request)?.compared.request;
	if (asked) return asked;
	const [, ...against] = compare.against.split(':');
	const { survey, unit, measure, by, where, level, df, unsure } = requestOf(own, words);
	const point = (categories: readonly string[]) => ({
		at: Object.fromEntries(by.map((concept, i) => [concept, categories[i] ?? '']))
	});
	const contrasts = found.map(({ compared, figure: { domain } }) => ({
		...{ kind: compare.kind, id: compared.key, against: point(against) },
		of: point(domain.map(({ category }) => category))
	}));
	return comparisonRequest.parse({
		...{ survey, unit, measure, by, where, level, df, unsure, contrasts }
	});
}
