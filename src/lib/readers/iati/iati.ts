import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import {
	type Attributes,
	type Described,
	type IatiText,
	type Lined,
	attributes,
	described,
	textsOf
} from './iati-parts.ts';
import {
	type IatiDocument,
	type IatiPeriod,
	type IatiResult,
	iatiDates,
	iatiDocuments,
	iatiResult
} from './iati-results.ts';
import { presentFields } from '../present-fields.ts';
import { type XmlElement, xmlElements } from '../xml/xml-elements.ts';
import { type Ignored, XmlParts, addIgnored } from '../xml/xml-parts.ts';
import { type XmlLimits, type XmlTag, xmlLimits } from '../xml/xml.ts';

/** What a file says about itself. */
export interface IatiFile extends Attributes<
	'version' | 'generated-datetime' | 'linked-data-default'
> {
	/** What stands beside the activities and was left out; complete after the last activity. */
	readonly ignored: Ignored;
}

export interface IatiBudget extends Attributes<'type' | 'status'>, Lined, IatiPeriodDates {
	readonly value?: Attributes<'currency' | 'value-date'> & Lined & { readonly text: string };
}
type IatiPeriodDates = Pick<IatiPeriod, 'start' | 'end'>;

type Organisation = Described<'ref' | 'type' | 'role' | 'activity-id' | 'crs-channel-code'>;
type Vocabulary = 'code' | 'vocabulary' | 'vocabulary-uri' | 'percentage';

/**
 * An activity, every value a text exactly as it is written, each element with its line. Nothing is
 * judged: what breaks the rules of the standard is kept for whoever names them.
 */
export interface IatiActivity
	extends
		Attributes<'default-currency' | 'hierarchy' | 'last-updated-datetime' | 'humanitarian'>,
		Lined {
	readonly file: IatiFile;
	/** `xml:lang`, the language of every text that says no other. */
	readonly language?: string;
	readonly identifier?: string;
	readonly reportingOrganisation?: Described<'ref' | 'type' | 'secondary-reporter'>;
	readonly titles: readonly IatiText[];
	readonly descriptions: readonly Described<'type'>[];
	readonly status?: Described<'code'>;
	readonly dates: readonly Described<'type' | 'iso-date'>[];
	readonly participatingOrganisations: readonly Organisation[];
	readonly recipientCountries: readonly Described<'code' | 'percentage'>[];
	readonly recipientRegions: readonly Described<Vocabulary>[];
	readonly sectors: readonly Described<Vocabulary>[];
	readonly tags: readonly Described<'code' | 'vocabulary' | 'vocabulary-uri'>[];
	readonly budgets: readonly IatiBudget[];
	readonly documents: readonly IatiDocument[];
	readonly results: readonly IatiResult[];
	/** Elements, attributes and texts that are not in the above, counted by their place. */
	readonly ignored: Ignored;
}

/**
 * The activities of an IATI activity file of version 2.01, 2.02 or 2.03, one after the other, as
 * the file streams by. Source: IATI Standard 2.03, Activity Standard (iatistandard.org).
 * @throws DataError where the file is no such file or not well-formed XML.
 */
export async function* iatiActivities(
	source: ByteSource,
	limits: XmlLimits = xmlLimits
): AsyncGenerator<IatiActivity> {
	for await (const { activity } of iatiElements(source, limits)) yield activity;
}

/** An activity, and the element it is read from, with all that is in it. */
export interface IatiElement {
	readonly activity: IatiActivity;
	readonly element: XmlElement;
	/** The root of the file, without what is in it. */
	readonly root: XmlTag;
}

/** The same with their elements, for who judges or writes what the file holds. */
export async function* iatiElements(
	source: ByteSource,
	limits: XmlLimits = xmlLimits
): AsyncGenerator<IatiElement> {
	const ignored = new Map<string, number>();
	let file: IatiFile | undefined;
	let root: XmlTag | undefined;
	for await (const item of xmlElements(source, new Set(['iati-activity']), limits)) {
		if (item.kind === 'element') {
			file ??= { ignored };
			root ??= { ...item.element, name: 'iati-activities', attributes: new Map() };
			yield { activity: iatiActivity(item.element, file), element: item.element, root };
		} else if (item.kind === 'text') addIgnored(ignored, 'text()');
		else if (file === undefined && item.tag.name === 'iati-activities') {
			file = iatiFile(item.tag, ignored);
			root = item.tag;
		} else addIgnored(ignored, item.tag.name);
	}
	if (file === undefined)
		throw new DataError(
			`no IATI activity file: it has no <iati-activities>, but ${[...ignored.keys()].slice(0, 5).join(', ')}`
		);
}

function iatiFile(tag: XmlTag, ignored: Map<string, number>): IatiFile {
	const root = new XmlParts({ ...tag, content: [] }, tag.namespace);
	const file = attributes(root, 'version', 'generated-datetime', 'linked-data-default');
	root.countIgnored(ignored);
	return { ...file, ignored };
}

function iatiActivity(element: XmlElement, file: IatiFile): IatiActivity {
	const activity = new XmlParts(element, element.namespace);
	const { language } = activity;
	const identifier = activity.one('iati-identifier')?.text;
	const read = {
		...attributes(
			activity,
			...(['default-currency', 'hierarchy', 'last-updated-datetime', 'humanitarian'] as const)
		),
		file,
		line: activity.line,
		...presentFields({ language, identifier }),
		titles: textsOf(activity, 'title'),
		...singles(activity),
		...lists(activity),
		budgets: activity.all('budget').map(budget),
		documents: iatiDocuments(activity),
		results: activity.all('result').map(iatiResult)
	};
	const ignored = new Map<string, number>();
	activity.countIgnored(ignored);
	return { ...read, ignored };
}

function singles(activity: XmlParts): Pick<IatiActivity, 'reportingOrganisation' | 'status'> {
	const reporting = activity.one('reporting-org');
	const status = activity.one('activity-status');
	return presentFields({
		reportingOrganisation: reporting && described(reporting, 'ref', 'type', 'secondary-reporter'),
		status: status && described(status, 'code')
	});
}

function lists(activity: XmlParts) {
	const all = <Names extends string>(name: string, ...names: readonly Names[]) =>
		activity.all(name).map((parts) => described(parts, ...names));
	const vocabulary = ['code', 'vocabulary', 'vocabulary-uri'] as const;
	return {
		descriptions: all('description', 'type'),
		dates: all('activity-date', 'type', 'iso-date'),
		participatingOrganisations: all(
			'participating-org',
			...(['ref', 'type', 'role', 'activity-id', 'crs-channel-code'] as const)
		),
		recipientCountries: all('recipient-country', 'code', 'percentage'),
		recipientRegions: all('recipient-region', ...vocabulary, 'percentage'),
		sectors: all('sector', ...vocabulary, 'percentage'),
		tags: all('tag', ...vocabulary)
	};
}

function budget(parts: XmlParts): IatiBudget {
	const value = parts.one('value');
	return {
		...attributes(parts, 'type', 'status'),
		line: parts.line,
		...iatiDates(parts),
		...presentFields({
			value: value && {
				...attributes(value, 'currency', 'value-date'),
				line: value.line,
				text: value.text
			}
		})
	};
}
