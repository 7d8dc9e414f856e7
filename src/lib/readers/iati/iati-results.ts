import {
	type Attributes,
	type Described,
	type IatiText,
	type Lined,
	attributes,
	described,
	textsOf
} from './iati-parts.ts';
import { presentFields } from '../present-fields.ts';
import type { XmlParts } from '../xml/xml-parts.ts';

/** A web page or file about an activity, a result, an indicator, a baseline, target or actual. */
export interface IatiDocument extends Attributes<'format' | 'url'>, Lined {
	readonly titles: readonly IatiText[];
	readonly descriptions: readonly IatiText[];
	readonly categories: readonly Described<'code'>[];
	readonly languages: readonly Described<'code'>[];
	readonly countries: readonly Described<'code'>[];
	readonly date?: Described<'iso-date'>;
}

/** A baseline, target or actual. The value is a text: numbers are for the importer to judge. */
export interface IatiMeasurement extends Attributes<'value' | 'year' | 'iso-date'>, Lined {
	readonly comments: readonly IatiText[];
	readonly locations: readonly Described<'ref'>[];
	readonly dimensions: readonly Described<'name' | 'value'>[];
	readonly documents: readonly IatiDocument[];
}

export interface IatiPeriod extends Lined {
	readonly start?: Described<'iso-date'>;
	readonly end?: Described<'iso-date'>;
	readonly targets: readonly IatiMeasurement[];
	readonly actuals: readonly IatiMeasurement[];
}

type Reference = Described<'vocabulary' | 'code' | 'vocabulary-uri' | 'indicator-uri'>;

export interface IatiIndicator
	extends Attributes<'measure' | 'ascending' | 'aggregation-status'>, Lined {
	readonly titles: readonly IatiText[];
	readonly descriptions: readonly IatiText[];
	readonly references: readonly Reference[];
	readonly documents: readonly IatiDocument[];
	readonly baselines: readonly IatiMeasurement[];
	readonly periods: readonly IatiPeriod[];
}

export interface IatiResult extends Attributes<'type' | 'aggregation-status'>, Lined {
	readonly titles: readonly IatiText[];
	readonly descriptions: readonly IatiText[];
	readonly references: readonly Reference[];
	readonly documents: readonly IatiDocument[];
	readonly indicators: readonly IatiIndicator[];
}

export function iatiResult(result: XmlParts): IatiResult {
	return {
		...attributes(result, 'type', 'aggregation-status'),
		...about(result),
		indicators: result.all('indicator').map(indicator)
	};
}

function indicator(parts: XmlParts): IatiIndicator {
	return {
		...attributes(parts, 'measure', 'ascending', 'aggregation-status'),
		...about(parts),
		baselines: parts.all('baseline').map(measurement),
		periods: parts.all('period').map(period)
	};
}

/** What results and indicators have in common. */
function about(parts: XmlParts) {
	return {
		line: parts.line,
		titles: textsOf(parts, 'title'),
		descriptions: textsOf(parts, 'description'),
		references: parts
			.all('reference')
			.map((reference) =>
				described(reference, 'vocabulary', 'code', 'vocabulary-uri', 'indicator-uri')
			),
		documents: iatiDocuments(parts)
	};
}

function period(parts: XmlParts): IatiPeriod {
	return {
		line: parts.line,
		...iatiDates(parts),
		targets: parts.all('target').map(measurement),
		actuals: parts.all('actual').map(measurement)
	};
}

/** The days on which a period begins and ends. */
export function iatiDates(parts: XmlParts): Pick<IatiPeriod, 'start' | 'end'> {
	const start = parts.one('period-start');
	const end = parts.one('period-end');
	return presentFields({
		start: start && described(start, 'iso-date'),
		end: end && described(end, 'iso-date')
	});
}

function measurement(parts: XmlParts): IatiMeasurement {
	return {
		...attributes(parts, 'value', 'year', 'iso-date'),
		line: parts.line,
		comments: textsOf(parts, 'comment'),
		locations: parts.all('location').map((location) => described(location, 'ref')),
		dimensions: parts.all('dimension').map((dimension) => described(dimension, 'name', 'value')),
		documents: iatiDocuments(parts)
	};
}

export function iatiDocuments(parts: XmlParts): IatiDocument[] {
	return parts.all('document-link').map((link) => {
		const date = link.one('document-date');
		const codes = (name: string) => link.all(name).map((code) => described(code, 'code'));
		return {
			...attributes(link, 'format', 'url'),
			line: link.line,
			titles: textsOf(link, 'title'),
			descriptions: textsOf(link, 'description'),
			categories: codes('category'),
			languages: codes('language'),
			countries: codes('recipient-country'),
			...presentFields({ date: date && described(date, 'iso-date') })
		};
	});
}
