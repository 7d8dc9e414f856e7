import { z } from 'zod';
import { choices } from './nearest-name.ts';

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
type Path = readonly PropertyKey[];

/** The issues of a failed check, for whoever wrote the file: with the field and a likely correction. */
export function fieldProblems(error: z.ZodError, options: ProblemsOptions): FieldProblem[] {
	return error.issues.flatMap((issue) => problemsOf(issue, options));
}

function problemsOf(issue: Issue, { input, schema, at = '' }: ProblemsOptions): FieldProblem[] {
	const field = fieldName(at, issue.path);
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((key) => ({
			field: fieldName(at, [...issue.path, key]),
			message: `unknown field, expected one of ${choices(key, knownFields(schema, issue.path))}`
		}));
	const received = valueAt(input, issue.path);
	if (received === undefined && issue.code !== 'custom')
		return [{ field, message: `missing, expected ${expectation(issue, received)}` }];
	if (issue.code === 'custom') return [{ field, message: issue.message }];
	return [
		{ field, message: `expected ${expectation(issue, received)}, received ${shown(received)}` }
	];
}

function shown(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

/** `requests[2].measure.numerator[0]` */
function fieldName(at: string, path: Path): string {
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
			return 'options' in issue && Array.isArray(issue.options)
				? oneOf(issue.options.map(String), written)
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

const oneOf = (known: readonly string[], written: string) =>
	`${known.length === 1 ? '' : 'one of '}${choices(written, known)}`;

interface Shape {
	readonly properties?: Readonly<Record<string, Shape>>;
	readonly additionalProperties?: Shape | boolean;
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
	return [...new Set(found.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

function alternatives(shape: Shape): Shape[] {
	const inner = [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])];
	return inner.length === 0 ? [shape] : inner.flatMap(alternatives);
}
