import { DomainError } from '#lib/errors.ts';

/** A value that may stand in a statement: a finite number, a text or a truth value. */
export type SqlValue = string | number | boolean;

/** The name of a table or column; quoted when written. */
class Identifier {
	readonly name: string;

	constructor(name: string) {
		if (name === '' || name.includes('\0'))
			throw new DomainError(`not an identifier: ${JSON.stringify(name)}`);
		this.name = name;
	}

	toString(): string {
		return `"${this.name.replaceAll('"', '""')}"`;
	}
}

/** The text and the values of one statement, kept apart until an engine renders them. */
export class Statement {
	readonly texts: readonly string[];
	readonly values: readonly SqlValue[];

	constructor(texts: readonly string[], values: readonly SqlValue[]) {
		this.texts = texts;
		this.values = values;
	}
}

export const identifier = (name: string) => new Identifier(name);

type Part = SqlValue | Identifier | Statement;

/** Builds a statement; values stay apart from its text, statements and identifiers nest. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Part[]): Statement {
	const texts: string[] = [];
	const values: SqlValue[] = [];
	let open = strings[0] ?? '';
	const append = ([first = '', ...rest]: readonly string[]) => {
		open += first;
		for (const text of rest) {
			texts.push(open);
			open = text;
		}
	};
	parts.forEach((part, i) => {
		if (part instanceof Identifier) append([part.toString()]);
		else if (part instanceof Statement) {
			append(part.texts);
			values.push(...part.values);
		} else {
			append(['', '']);
			values.push(part);
		}
		append([strings[i + 1] ?? '']);
	});
	return new Statement([...texts, open], values);
}

/** Statements side by side, for lists of columns, values and conditions. */
export function joined(
	statements: readonly Statement[],
	separator: ', ' | ' AND ' | ' ' | '\n'
): Statement {
	const [first = sql``, ...rest] = statements;
	const between = new Statement([separator], []);
	return rest.reduce((all, next) => sql`${all}${between}${next}`, first);
}

/** A list of values in brackets, for IN. */
export function valueList(values: readonly SqlValue[]): Statement {
	if (values.length === 0) throw new DomainError('empty list of values');
	return sql`(${joined(
		values.map((value) => sql`${value}`),
		', '
	)})`;
}

/** A value as DuckDB reads it back: doubled quotes are the only escape of its text literals. */
export function literal(value: SqlValue): string {
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new DomainError(`not a finite number: ${value}`);
		return Number.isSafeInteger(value) ? String(value) : `CAST('${value}' AS DOUBLE)`;
	}
	if (value.includes('\0')) throw new DomainError(`text with a NUL: ${JSON.stringify(value)}`);
	return `'${value.replaceAll("'", "''")}'`;
}

/** One text, values as literals: for engines that cannot bind, and for people to read. */
export function withLiterals({ texts, values }: Statement): string {
	return texts.map((text, i) => (i === 0 ? text : literal(values[i - 1]!) + text)).join('');
}

/** One text with $1, $2, ... in place of the values. */
export function withParameters({ texts }: Statement): string {
	return texts.map((text, i) => (i === 0 ? text : `$${i}${text}`)).join('');
}

/** The statement with its values written into its text, where an engine takes no parameters. */
export const inlined = (statement: Statement) => new Statement([withLiterals(statement)], []);
