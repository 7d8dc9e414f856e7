import type { z } from 'zod';
import type { CellProblem } from '#lib/model/filled-template.ts';
import { frameworkOf } from '#lib/model/framework-countries.ts';
import { type Path, fieldName, pathProblems } from '#lib/model/problems.ts';
import { type KnownNames, registerNamesOf } from '#lib/model/questionnaires/known-names.ts';
import { registerNames, registerSchema } from '#lib/model/questionnaires/register-template.ts';
import { registerFaults } from '#lib/model/registers/register-faults.ts';
import type { RegisterFile } from '#lib/model/registers/registers.ts';
import { series } from '#lib/model/series.ts';
import { bytesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { type PositionOf, declarationDocument } from '../yaml/declaration-document.ts';
import type { Position } from '../yaml/position.ts';
import { QuestionnaireError } from './questionnaire-error.ts';
import type { QuestionnaireReading, ReadOptions, RejectedRow } from './questionnaire-reading.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A declaration in YAML: every fault by line and column; entries of a register at fault left out. */
export async function readYaml(
	source: ByteSource,
	{ name, known }: ReadOptions
): Promise<QuestionnaireReading> {
	const document = declarationDocument(await bytesOf(source, 0, source.size));
	const first = document.problems.map(({ position, path, message }) =>
		problemAt(name, position, { path, message })
	);
	const at = (fault: Fault) =>
		problemAt(name, document.positionOf(fault.path, fault.isKey ? 'key' : 'value'), fault);
	const input = isFields(document.value) ? document.value : undefined;
	const questionnaire = input && questionnaireOf(input);
	if (input && !questionnaire)
		throw new QuestionnaireError('no-template', `fields of no questionnaire: ${name}`);
	const nothing = { questionnaire: questionnaire ?? '', format: 'yaml', notes: [] } as const;
	if (!input || !questionnaire)
		return { ...nothing, rows: 0, problems: first, declared: undefined, rejected: [] };
	const read =
		questionnaire === 'framework' || questionnaire === 'series'
			? wholeYaml(questionnaire, input, { known, at })
			: registerYaml(questionnaire, input, { known, at, name, positionOf: document.positionOf });
	return { ...nothing, ...read, problems: [...first, ...read.problems] };
}

interface Fault {
	readonly path: Path;
	readonly message: string;
	readonly isKey?: boolean;
	readonly reason?: CellProblem['reason'];
	readonly meant?: string | undefined;
}

interface Context {
	readonly known: KnownNames;
	readonly at: (fault: Fault) => CellProblem;
}

type Read = Pick<QuestionnaireReading, 'rows' | 'problems' | 'declared' | 'rejected'>;

/** By its fields, as the form of a workbook by its columns. */
function questionnaireOf({ id, entries, lines, geography }: Fields): string | undefined {
	if (Array.isArray(entries)) return registerNames.find((name) => name === id);
	if (Array.isArray(lines)) return 'framework';
	return geography === undefined ? undefined : 'series';
}

function wholeYaml(kind: 'framework' | 'series', input: Fields, { known, at }: Context): Read {
	const countries = new Set(Object.keys(known.names['countries'] ?? {}));
	const parsed =
		kind === 'framework'
			? { kind, ...held(frameworkOf(countries), input, at) }
			: { kind, ...held(series, input, at) };
	const { problems } = parsed;
	if (!parsed.value) return { rows: 1, problems, declared: undefined, rejected: [] };
	const declared =
		parsed.kind === 'framework'
			? { kind: parsed.kind, value: parsed.value }
			: { kind: parsed.kind, value: parsed.value, rows: [] };
	return { rows: 1, problems, declared, rejected: [] };
}

function held<Value>(schema: z.ZodType<Value>, input: Fields, at: Context['at']) {
	const parsed = schema.safeParse(input);
	if (parsed.success) return { value: parsed.data, problems: [] };
	return { value: undefined, problems: pathProblems(parsed.error, { input, schema }).map(at) };
}

interface RegisterContext extends Context {
	readonly name: string;
	readonly positionOf: PositionOf;
}

function registerYaml(
	register: string,
	input: Fields,
	{ known, at, name, positionOf }: RegisterContext
): Read {
	const schema = registerSchema(register as RegisterFile['id']);
	const entries = input['entries'] as readonly unknown[];
	const names = registerNamesOf(known);
	const left = new Map<number, string[]>();
	const problems: CellProblem[] = [];
	for (;;) {
		const kept = entries.map((_, i) => i).filter((i) => !left.has(i));
		const whole = { ...input, entries: kept.map((i) => entries[i]) };
		const parsed = schema.safeParse(whole);
		const found: readonly Fault[] = parsed.success
			? registerFaults(parsed.data, names)
			: pathProblems(parsed.error, { input: whole, schema });
		for (const fault of found) {
			const [list, place, ...rest] = fault.path;
			const entry = list === 'entries' && typeof place === 'number' ? kept[place] : undefined;
			const path = entry === undefined ? fault.path : ['entries', entry, ...rest];
			const problem = at({ ...fault, path });
			problems.push(problem);
			if (entry !== undefined)
				left.set(entry, [...(left.get(entry) ?? []), `${problem.cell}: ${problem.message}`]);
		}
		const isLeft = found.some(({ path }) => path[0] === 'entries' && path.length > 1);
		if (isLeft) continue;
		const declared =
			parsed.success && found.length === 0
				? { kind: 'register' as const, value: parsed.data }
				: undefined;
		const rejected = [...left].map(([i, reasons]): RejectedRow => {
			const { line } = positionOf(['entries', i]);
			return { sheet: name, row: line, cells: cellsOf(entries[i]), reasons };
		});
		return { rows: entries.length, problems, declared, rejected };
	}
}

/** What stands in an entry, as texts. */
function cellsOf(entry: unknown): Record<string, string> {
	if (!isFields(entry)) return { entry: JSON.stringify(entry) };
	return Object.fromEntries(
		Object.entries(entry).map(([key, value]) => [
			key,
			typeof value === 'string' ? value : JSON.stringify(value)
		])
	);
}

function problemAt(
	sheet: string,
	{ line, column }: Position,
	{ path, message, reason = 'other', meant }: Fault
): CellProblem {
	return {
		...{ sheet, cell: `${line}:${column}`, message, reason, row: line },
		...(path.length > 0 && { column: fieldName('', path) }),
		...(meant !== undefined && { meant })
	};
}

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
