import { m } from '#lib/i18n/paraglide/messages.js';
import type { EntrySource } from '#lib/model/entry-source.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import type {
	Framework,
	FrameworkIndicator,
	FrameworkLine,
	ResultKind
} from '#lib/model/framework-parts.ts';
import { locales } from '#lib/model/locales.ts';
import type { Localized } from '#lib/model/localized.ts';
import { type XmlPart, elementText, rootTexts, xmlPart } from '../xml-text.ts';

const resultTypes: Readonly<Record<ResultKind, string>> = {
	output: '1',
	outcome: '2',
	impact: '3',
	other: '9'
};

const measures: Readonly<Record<FrameworkIndicator['measure'], string>> = {
	number: '1',
	percentage: '2',
	nominal: '3',
	ordinal: '4',
	qualitative: '5'
};

/**
 * A framework as an activity file of IATI 2.03. What IATI has no place for (unit, a target of every
 * year, a basis) is told in the description of the indicator; a target whose day is not stated stands
 * in the period of the programme, with a comment that says so. Who publishes it puts in their own
 * identifiers.
 */
export function frameworkIati(framework: Framework): string {
	const root = { name: 'iati-activities', attributes: new Map([['version', '2.03']]) };
	const { start, end } = rootTexts(root);
	return `${start}\n${elementText(activity(framework))}${end}`;
}

/** An element of narratives, one a language; nothing where there is no text. */
function told(name: string, texts: Localized | undefined): XmlPart | undefined {
	const narratives = locales.flatMap((locale) =>
		texts?.[locale] === undefined
			? []
			: [xmlPart('narrative', { 'xml:lang': locale }, texts[locale])]
	);
	return narratives.length === 0 ? undefined : xmlPart(name, {}, ...narratives);
}

function activity(framework: Framework): XmlPart {
	const { id, title, summary, documents, period, lines } = framework;
	const dates = [
		['2', period.start],
		['4', period.end]
	] as const;
	return xmlPart(
		'iati-activity',
		{},
		xmlPart('iati-identifier', {}, id),
		xmlPart('reporting-org', { ref: id }, xmlPart('narrative', {}, documents[0]?.producer ?? id)),
		told('title', title),
		told('description', summary),
		...dates.flatMap(([type, day]) =>
			day === 'not-stated' ? [] : xmlPart('activity-date', { type, 'iso-date': day })
		),
		...lines.map((line) => result(line, framework))
	);
}

/** IATI has no results without indicators: a line that has none becomes one told in words. */
function result(line: FrameworkLine, framework: Framework): XmlPart {
	const { kind, title, code, description, indicators } = line;
	const isAdded = indicators.length > 0 && indicators.every(({ aggregation }) => aggregation);
	const bare = xmlPart('indicator', { measure: measures.qualitative }, told('title', title));
	return xmlPart(
		'result',
		{ type: resultTypes[kind], 'aggregation-status': isAdded ? '1' : '0' },
		told(
			'title',
			mapped(title, (text) => `${code} ${text}`)
		),
		told('description', description),
		...(indicators.length === 0 ? [bare] : indicators.map((one) => indicator(one, framework)))
	);
}

const mapped = (texts: Localized, change: (text: string) => string): Localized =>
	Object.fromEntries(
		locales.flatMap((locale) =>
			texts[locale] === undefined ? [] : [[locale, change(texts[locale])]]
		)
	);

function indicator(one: FrameworkIndicator, framework: Framework): XmlPart {
	const { label, measure, direction, aggregation, baseline } = one;
	return xmlPart(
		'indicator',
		{
			measure: measures[measure],
			ascending: direction === 'none' ? undefined : direction === 'up' ? '1' : '0',
			'aggregation-status': aggregation ? '1' : '0'
		},
		told('title', label),
		told('description', aside(one, framework)),
		baseline &&
			value('baseline', baseline, {
				year: baseline.on.slice(0, 4),
				'iso-date': baseline.on
			}),
		...periods(one, framework)
	);
}

/** What IATI has no place for, in every language. */
function aside({ target, unit, note }: FrameworkIndicator, { units }: Framework): Localized {
	const named = units.find(({ id }) => id === unit)?.many;
	const amount = amountOf(target);
	return Object.fromEntries(
		locales.flatMap((locale) => {
			const texts = [
				named?.[locale],
				target.value === 'not-stated' ? m.results_not_stated({}, { locale }) : undefined,
				target.value === 'all-countries' ? m.results_target_all({}, { locale }) : undefined,
				target.per === 'year' && amount !== undefined
					? m.results_target_year({ amount: String(amount) }, { locale })
					: undefined,
				target.basis === 'inferred-from-singular' ? m.results_inferred({}, { locale }) : undefined,
				note?.[locale]
			].filter((text) => text !== undefined);
			return texts.length === 0 ? [] : [[locale, texts.join('; ')]];
		})
	);
}

interface Valued {
	readonly value?: number | string | undefined;
	readonly numerator?: number | undefined;
	readonly denominator?: number | undefined;
	readonly groups?: Readonly<Record<string, string>>;
	readonly country?: string | undefined;
	readonly note?: Localized | undefined;
	readonly source?: EntrySource;
}

/** A number with its dimensions; of a share IATI has the numerator and denominator as dimensions. */
function value(
	name: string,
	of: Valued,
	attributes: Readonly<Record<string, string>> = {},
	comment: Localized | undefined = of.note
): XmlPart {
	const { groups = {}, country, numerator, denominator } = of;
	const amount = amountOf(of);
	const dimensions = {
		...groups,
		...(country === undefined ? {} : { country }),
		...(numerator === undefined ? {} : { numerator: String(numerator) }),
		...(denominator === undefined ? {} : { denominator: String(denominator) })
	};
	return xmlPart(
		name,
		{ ...attributes, value: amount === undefined ? undefined : String(amount) },
		...Object.entries(dimensions).map(([key, one]) =>
			xmlPart('dimension', { name: key, value: one })
		),
		told('comment', comment)
	);
}

/** Targets and what was reported, by period, in the order of their ends. */
function periods(one: FrameworkIndicator, { period: { start, end } }: Framework): XmlPart[] {
	const { target, milestones, reported } = one;
	const undated = Object.fromEntries(
		locales.map((locale) => [locale, m.results_no_date({}, { locale })])
	);
	const isWhole = target.per === 'programme' && amountOf(target) !== undefined;
	const final = target.due === 'not-stated' ? end : target.due;
	const all = [
		...milestones.map((each) => ({ from: start, to: each.due, part: value('target', each) })),
		...(isWhole
			? [
					{
						...{ from: start, to: final },
						part: value('target', target, {}, target.due === 'not-stated' ? undated : undefined)
					}
				]
			: []),
		...reported.map((each) => ({
			...{ from: each.from ?? start, to: each.to, part: value('actual', each) }
		}))
	].filter(({ from, to }) => from !== 'not-stated' && to !== 'not-stated');
	const spans = [...new Set(all.map(({ from, to }) => `${to} ${from}`))].sort();
	return spans.map((span) => {
		const [to = '', from = ''] = span.split(' ');
		const own = all.filter((each) => each.from === from && each.to === to);
		const ofName = (name: string) => own.filter((each) => each.part.name === name);
		return xmlPart(
			'period',
			{},
			xmlPart('period-start', { 'iso-date': from }),
			xmlPart('period-end', { 'iso-date': to }),
			...[...ofName('target'), ...ofName('actual')].map((each) => each.part)
		);
	});
}
