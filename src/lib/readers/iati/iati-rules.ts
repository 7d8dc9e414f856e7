import type { XmlElement } from '../xml/xml-elements.ts';
import { type CodeList, codeLists } from './iati-codes.ts';

/** A rule of the IATI validator that an element breaks. */
export interface BrokenRule {
	/** As the validator numbers it, such as 8.8.1. */
	readonly rule: string;
	readonly severity: 'error' | 'warning';
	/** Such as `iati-activity[2]/result[1]/indicator[3]/period[1]/target[1]`. */
	readonly path: string;
	readonly line: number;
	readonly message: string;
}

interface Placed {
	readonly element: XmlElement;
	readonly path: string;
}

/** What may have a code, by the way to it from the result, with the number of its rule. */
const coded: readonly (readonly [rule: string, way: string, attribute: string, list: CodeList])[] =
	[
		['9.55', '', 'type', 'ResultType'],
		['9.56', 'description', 'type', 'DescriptionType'],
		...documentRules(57, 'document-link'),
		['9.60', 'indicator', 'measure', 'IndicatorMeasure'],
		...documentRules(61, 'indicator/baseline/document-link'),
		['9.64', 'indicator/description', 'type', 'DescriptionType'],
		...documentRules(65, 'indicator/document-link'),
		...documentRules(68, 'indicator/period/actual/document-link'),
		...documentRules(71, 'indicator/period/target/document-link'),
		['9.74', 'indicator/reference', 'vocabulary', 'IndicatorVocabulary'],
		['9.75', 'reference', 'vocabulary', 'ResultVocabulary']
	];

function documentRules(first: number, way: string) {
	return [
		[`9.${first}`, way, 'format', 'FileFormat'],
		[`9.${first + 1}`, `${way}/category`, 'code', 'DocumentCategory'],
		[`9.${first + 2}`, `${way}/language`, 'code', 'Language']
	] as const;
}

/**
 * Every rule about results that an activity breaks, in the order of the document: 8.6.1, 8.8.1 to
 * 8.11.1 and the code lists 9.55 to 9.75 of the validator of IATI 2.03.
 */
export function brokenRules(activity: XmlElement, path: string): BrokenRule[] {
	return children({ element: activity, path }, 'result')
		.flatMap((result) => [
			...codeFaults(result),
			...referenceFaults(result),
			...children(result, 'indicator').flatMap(indicatorFaults)
		])
		.sort((a, b) => a.line - b.line);
}

/** Elements of a name directly inside, numbered as XPath does. */
function children({ element, path }: Placed, name: string): Placed[] {
	return element.content
		.filter((part): part is XmlElement => typeof part !== 'string' && part.name === name)
		.map((part, i) => ({ element: part, path: `${path}/${name}[${i + 1}]` }));
}

const along = (from: Placed, way: string): Placed[] =>
	way === ''
		? [from]
		: way
				.split('/')
				.reduce<Placed[]>((all, name) => all.flatMap((one) => children(one, name)), [from]);

const fault = (
	{ element, path }: Placed,
	rule: string,
	message: string,
	severity: BrokenRule['severity'] = 'error'
): BrokenRule => ({ rule, severity, path, line: element.line, message });

function codeFaults(result: Placed): BrokenRule[] {
	return coded.flatMap(([rule, way, attribute, list]) =>
		along(result, way).flatMap((placed) => {
			const code = placed.element.attributes.get(attribute);
			return code === undefined || codeLists[list](code)
				? []
				: [fault(placed, rule, `${attribute} is no code of ${list}: ${code}`)];
		})
	);
}

function referenceFaults(result: Placed): BrokenRule[] {
	if (children(result, 'reference').length === 0) return [];
	return along(result, 'indicator/reference').map((placed) =>
		fault(placed, '8.11.1', 'a reference here and at its result, expected at one of the two')
	);
}

const qualitative = '5';

function indicatorFaults(indicator: Placed): BrokenRule[] {
	const measure = indicator.element.attributes.get('measure') ?? '';
	const values = (rule: string, way: string) =>
		along(indicator, way).flatMap((placed) => valueFaults(placed, rule, measure));
	return [
		...children(indicator, 'period').flatMap(orderFaults),
		...values('8.8', 'baseline'),
		...values('8.9', 'period/target'),
		...values('8.10', 'period/actual')
	];
}

function orderFaults(period: Placed): BrokenRule[] {
	const day = (name: string) =>
		children(period, name)[0]?.element.attributes.get('iso-date')?.trim() ?? '';
	const [start, end] = [day('period-start'), day('period-end')];
	return start !== '' && end !== '' && start > end
		? [fault(period, '8.6.1', `the period starts after its end, ${end}: ${start}`)]
		: [];
}

/** Of the values of XML Schema decimals; what a person reads as a number, such as 1,000, is none. */
const decimal = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$/;

export const isDecimal = (text: string): boolean => decimal.test(text);

function valueFaults(placed: Placed, rule: string, measure: string): BrokenRule[] {
	const value = placed.element.attributes.get('value');
	const name = placed.element.name;
	const isBlank = value === undefined || value.trim() === '';
	if (measure === qualitative)
		return isBlank
			? []
			: [
					fault(
						placed,
						`${rule}.3`,
						`${name} of a qualitative indicator has a value: ${value}`,
						'warning'
					)
				];
	if (isBlank) return [fault(placed, `${rule}.1`, `${name} has no value, measure: ${measure}`)];
	return isDecimal(value)
		? []
		: [fault(placed, `${rule}.2`, `value of ${name} is no number: ${value}`, 'warning')];
}
