import { z } from 'zod';
import { choices, nearestName } from './nearest-name.ts';

/** One thing wrong with what somebody wrote: the field, what was expected, what is there. */
export interface FieldProblem {
	readonly field: string;
	readonly message: string;
}

export interface ProblemsOptions {
	/** What was checked, and the schema it was checked against. */
	readonly input: unknown;
	readonly schema: z.ZodType;
	/** What the input is called; its fields follow after a dot. */
	readonly at?: string;
}

type Issue = z.core.$ZodIssue;
export type Path = readonly PropertyKey[];

/** Why something is wrong, for whoever words it for a reader; `other`: the message says it. */
export const problemReasons = [
	...(['missing', 'number', 'whole', 'yes-no', 'choice', 'limit', 'date', 'format'] as const),
	...(['unknown', 'twice', 'place', 'percentage', 'order', 'spreadsheet', 'other'] as const)
] as const;
export type ProblemReason = (typeof problemReasons)[number];

/** The same with the way to the field, for who knows the lines of the file. */
export interface PathProblem {
	readonly path: Path;
	readonly message: string;
	/** The name of the field is wrong, not what it holds. */
	readonly isKey: boolean;
	readonly reason: ProblemReason;
	/** What was probably meant. */
	readonly meant?: string | undefined;
}

/** The issues of a failed check, for whoever wrote the file: with the field and a likely correction. */
export function fieldProblems(error: z.ZodError, options: ProblemsOptions): FieldProblem[] {
	return pathProblems(error, options).map(({ path, message }) => ({
		field: fieldName(options.at ?? '', path),
		message
	}));
}

/** As `fieldProblems`, which puts them into words. */
export function pathProblems(error: z.ZodError, options: ProblemsOptions): PathProblem[] {
	return error.issues.flatMap((issue) => problemsOf(issue, options));
}

function problemsOf(issue: Issue, { input, schema }: ProblemsOptions): PathProblem[] {
	const { path } = issue;
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((key) => ({
			path: [...path, key],
			message: `unknown field, expected one of ${choices(key, knownFields(schema, path))}`,
			isKey: true,
			reason: 'other' as const
		}));
	const likely = likelyAlternative(issue);
	if (likely) return likely.flatMap((one) => problemsOf(one, { input, schema }));
	const received = valueAt(input, path);
	const problem = (message: string, reason: ProblemReason) => [
		{ path, message, isKey: false, reason, ...meantOf(issue, received) }
	];
	if (received === undefined && issue.code !== 'custom')
		return problem(`missing, expected ${expectation(issue, received)}`, 'missing');
	if (issue.code === 'custom') return problem(issue.message, customReason(issue));
	const expected = expectation(issue, received);
	return expected.startsWith('not ')
		? problem(`${expected}: ${shown(received)}`, reasonOf(issue))
		: problem(`expected ${expected}, received ${shown(received)}`, reasonOf(issue));
}

function customReason({ params }: Extract<Issue, { code: 'custom' }>): ProblemReason {
	const given: unknown = params?.['reason'];
	return problemReasons.find((reason) => reason === given) ?? 'other';
}

function meantOf(issue: Issue, received: unknown): { meant?: string } {
	if (issue.code === 'custom') {
		const meant: unknown = issue.params?.['meant'];
		return typeof meant === 'string' ? { meant } : {};
	}
	if (issue.code !== 'invalid_value' || typeof received !== 'string') return {};
	const meant = nearestName(received, issue.values.map(String));
	return meant === undefined ? {} : { meant };
}

const typeReasons: Readonly<Record<string, ProblemReason>> = {
	number: 'number',
	int: 'whole',
	boolean: 'yes-no'
};

function reasonOf(issue: Issue): ProblemReason {
	switch (issue.code) {
		case 'invalid_type':
			return typeReasons[issue.expected] ?? 'format';
		case 'invalid_value':
			return 'choice';
		case 'invalid_format':
			return issue.format === 'date' ? 'date' : 'format';
		case 'too_small':
		case 'too_big':
			return issue.origin === 'number' || issue.origin === 'int' ? 'limit' : 'format';
		default:
			return 'other';
	}
}

/** What is wrong with the only alternative that could be meant: the others are of another type. */
function likelyAlternative(issue: Issue): Issue[] | undefined {
	if (issue.code !== 'invalid_union') return undefined;
	const likely = issue.errors.filter((alternative) => !alternative.some(isOfAnotherType));
	const [first, ...others] = likely;
	if (!first || others.length > 0 || issue.message !== noWords) return undefined;
	return first.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

const isOfAnotherType = ({ code, path }: Issue) => path.length === 0 && code === 'invalid_type';

/** What zod says of an alternative when the schema says nothing. */
const noWords = 'Invalid input';

function shown(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

/** `requests[2].measure.numerator[0]` */
export function fieldName(at: string, path: Path): string {
	const parts = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
	return `${at}${parts.join('')}`.replace(/^\./, '');
}

function valueAt(input: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
		input
	);
}

const kinds: Readonly<Record<string, string>> = {
	array: 'a list',
	record: 'an object',
	object: 'an object',
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	tuple: 'a list'
};

function expectation(issue: Issue, received: unknown): string {
	const written = typeof received === 'string' ? received : '';
	switch (issue.code) {
		case 'invalid_type':
			return kinds[issue.expected] ?? issue.expected;
		case 'invalid_value':
			return oneOf(issue.values.map(String), written);
		case 'invalid_union':
			if ('options' in issue && Array.isArray(issue.options))
				return oneOf(issue.options.map(String), written);
			return issue.message === noWords && issue.errors.length > 0
				? alternativesInWords(issue.errors, received)
				: issue.message.replace(/^expected /, '');
		case 'too_small':
			return issue.origin === 'number' || issue.origin === 'int'
				? `a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`
				: issue.origin === 'string'
					? 'a text that is not empty'
					: `at least ${issue.minimum} in the list`;
		case 'too_big':
			return issue.origin === 'number' || issue.origin === 'int'
				? `a number ${issue.inclusive ? 'of at most' : 'below'} ${issue.maximum}`
				: `at most ${issue.maximum} in the list`;
		default:
			return issue.message;
	}
}

function alternativesInWords(errors: readonly (readonly Issue[])[], received: unknown): string {
	const words = errors.flatMap(([first]) => (first ? [expectation(first, received)] : []));
	return [...new Set(words)].join(' or ');
}

const oneOf = (known: readonly string[], written: string) =>
	`${known.length === 1 ? '' : 'one of '}${choices(written, known)}`;

interface Shape {
	readonly properties?: Readonly<Record<string, Shape>>;
	readonly additionalProperties?: Shape | boolean;
	readonly propertyNames?: { readonly enum?: readonly string[] };
	readonly items?: Shape | boolean;
	readonly oneOf?: readonly Shape[];
	readonly anyOf?: readonly Shape[];
}

/** The fields that the schema has at a path, in any of its alternatives there. */
function knownFields(schema: z.ZodType, path: Path): string[] {
	const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
	const step = (shapes: readonly Shape[], key: PropertyKey) =>
		shapes.flatMap(({ properties, additionalProperties, items }) => {
			const next =
				typeof key === 'number' ? items : (properties?.[String(key)] ?? additionalProperties);
			return typeof next === 'object' ? alternatives(next) : [];
		});
	const found = path.reduce(step, alternatives(whole));
	const names = found.flatMap(({ properties = {}, propertyNames }) => [
		...Object.keys(properties),
		...(propertyNames?.enum ?? [])
	]);
	return [...new Set(names)];
}

function alternatives(shape: Shape): Shape[] {
	const inner = [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])];
	return inner.length === 0 ? [shape] : inner.flatMap(alternatives);
}
