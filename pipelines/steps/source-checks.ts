import { type Statement, identifier, sql, valueList } from '#lib/estimate/sql.ts';
import type { CheckOutcome, SurveyCheck } from '#lib/model/survey-check.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { NodeEngine } from '../duckdb.ts';
import { columnList, countOf, line, rawTable } from './raw-files.ts';

type SourceCheck = Extract<SurveyCheck, { kind: 'rows' | 'codes' | 'number' | 'unique' }>;

const isSourceCheck = (one: SurveyCheck): one is SourceCheck =>
	['rows', 'codes', 'number', 'unique'].includes(one.kind);

/** What the declaration of a survey expects of its source files, before anything is set aside. */
export async function sourceCheckOutcomes(
	engine: NodeEngine,
	{ checks, files }: Pick<Survey, 'checks' | 'files'>
): Promise<CheckOutcome[]> {
	const outcomes: CheckOutcome[] = [];
	for (const one of checks.filter(isSourceCheck)) {
		const path = files.find(({ id }) => id === one.file)?.path ?? one.file;
		outcomes.push({
			kind: one.kind,
			severity: one.severity,
			...(await outcome(engine, one, path))
		});
	}
	return outcomes;
}

type Outcome = Pick<CheckOutcome, 'subject' | 'passed' | 'expected' | 'found' | 'examples'>;

async function outcome(engine: NodeEngine, one: SourceCheck, path: string): Promise<Outcome> {
	switch (one.kind) {
		case 'rows': {
			const rows = await countOf(engine, rawTableStatement(one.file));
			const expected = one.min === one.max ? String(one.min) : `${one.min} - ${one.max}`;
			const passed = rows >= one.min && rows <= one.max;
			return { subject: path, passed, expected, found: String(rows), examples: [] };
		}
		case 'codes':
			return exceptions(engine, one.file, {
				subject: `${path} ${one.variable}`,
				expected: one.codes.map((code) => (code === '' ? '""' : code)).join(', '),
				shown: sql`${identifier(one.variable)}`,
				where: sql`${identifier(one.variable)} NOT IN ${valueList(one.codes)}`
			});
		case 'number':
			return exceptions(engine, one.file, {
				subject: `${path} ${one.variable}`,
				expected: `${one.min} - ${one.max}${one.blank ? ', ""' : ''}`,
				shown: sql`${identifier(one.variable)}`,
				where: notNumber(one)
			});
		case 'unique':
			return exceptions(engine, one.file, {
				subject: `${path} ${one.columns.join(' ')}`,
				expected: one.columns.join(' '),
				shown: sql`concat_ws(' ', ${columnList(one.columns)})`,
				where: sql`${line} IN (SELECT ${line} FROM ${rawTable(one.file)}
					QUALIFY row_number() OVER (PARTITION BY ${columnList(one.columns)} ORDER BY ${line}) > 1)`
			});
	}
}

const rawTableStatement = (file: string) => sql`${rawTable(file)}`;

function notNumber({
	variable,
	min,
	max,
	integer,
	blank
}: Extract<SourceCheck, { kind: 'number' }>): Statement {
	const column = sql`${identifier(variable)}`;
	const number = sql`try_cast(${column} AS DOUBLE)`;
	const whole = integer ? sql`AND ${number} = trunc(${number})` : sql``;
	const isNumber = sql`coalesce(${number} BETWEEN ${min} AND ${max} ${whole}, false)`;
	return blank ? sql`NOT (${column} = '' OR ${isNumber})` : sql`NOT ${isNumber}`;
}

interface Exceptions {
	readonly subject: string;
	readonly expected: string;
	readonly shown: Statement;
	/** Of the rows that break the expectation. */
	readonly where: Statement;
}

/** Passed where no row is an exception; else how many there are, with the first as examples. */
async function exceptions(
	engine: NodeEngine,
	file: string,
	{ subject, expected, shown, where }: Exceptions
): Promise<Outcome> {
	const from = sql`${rawTable(file)} WHERE ${where}`;
	const count = await countOf(engine, from);
	if (count === 0) return { subject, passed: true, expected, found: '0', examples: [] };
	const first = await engine.query(
		sql`SELECT ${line}::DOUBLE AS line, ${shown} AS shown FROM ${from} ORDER BY ${line} LIMIT 5`
	);
	const examples = first.map(
		(row) => `line ${Number(row['line'])} ${JSON.stringify(row['shown'])}`
	);
	return { subject, passed: false, expected, found: String(count), examples };
}
