import { join } from 'node:path';
import { DomainError } from '#lib/errors.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import { type EstimateRow, estimateKey, estimateRow } from '#lib/model/estimate-row.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type NodeEngine, openDuckDB } from '../../../duckdb.ts';
import { rowsIn, writeTable } from '../../../release/table-file.ts';
import { declaredTables, hasTable } from '../../declared-tables.ts';
import { type CountedCell, countedCells, familiesOf } from './cell-counts.ts';
import { cellKey, figureKey, rowFigure, rowKey } from './cell-key.ts';
import { publishedRow, suppressedRow } from './published-row.ts';
import { sidesOf, subjectsOf } from './subjects.ts';
import { type WithheldCells, subjectCells, withheldCells } from './withheld-cells.ts';

export interface ProtectInput {
	readonly survey: Pick<Survey, 'id' | 'country'>;
	readonly rules: DisclosureRules;
	/** Their paths are those of the Parquet files on this machine. */
	readonly units: readonly UnitTable[];
	readonly concepts: readonly Concept[];
	readonly indicators: readonly Indicator[];
	readonly plan: EstimatePlan;
	/** Territories that are large enough for figures of them to be published. */
	readonly territories: readonly string[];
	/** The Parquet file of all estimates of the survey. */
	readonly estimates: string;
}

/** What was withheld, in figures. */
export interface Withheld {
	readonly figures: number;
	/** By rule, and `other` for what would have given them away. */
	readonly byReason: Readonly<Record<string, number>>;
	/** What the other figures cost, and a lower bound of what any choice would. */
	readonly lost: number;
	readonly bound: number;
}

/** In the folder of the step. */
export const protectedFile = 'protected.parquet';

/** The estimates of a survey as they may be published, and what became of them. */
export async function protectSurvey(input: ProtectInput, folder: string): Promise<Withheld> {
	const engine = await openDuckDB();
	try {
		const estimates = await rowsIn(engine, input.estimates, estimateRow);
		const subjects: WithheldCells[] = [];
		for (const unit of input.units)
			subjects.push(...(await protectUnit(unit, estimates, { input, engine })));
		const rows = estimates.map(shownRow(subjects, input));
		const path = join(folder, protectedFile);
		await writeTable({ engine, path, schema: estimateRow, key: estimateKey, rows });
		return summary(subjects);
	} finally {
		engine.close();
	}
}

interface Context {
	readonly input: ProtectInput;
	readonly engine: NodeEngine;
}

/** Every subject of a unit with its cells; the rows of the survey say who stays in denominators. */
export async function cellsOfUnit(
	unit: UnitTable,
	estimates: readonly EstimateRow[],
	{ input, engine }: Context
) {
	const { plan, indicators, concepts, survey } = input;
	const has = (concept: string) => unit.concepts.includes(concept);
	const asked = indicators.filter((one) => one.unit === unit.unit && has(one.concept));
	const whole = new Map(
		estimates
			.filter((row) => rowKey(row, survey.country) === wholeKey)
			.map((row) => [row.indicator, row])
	);
	const subjects = subjectsOf({
		indicators: asked,
		concepts: concepts.filter(({ id }) => has(id)),
		unsureStays: (indicator) => whole.get(indicator)?.unsure === 'category'
	});
	const tables = declaredTables(plan, has);
	const cells = await countedCells({ engine, unit, tables, subjects });
	const families = [
		...(await familiesOf(plan.breakdowns.filter(has), { engine, unit })),
		...(await familiesOf(plan.territories.filter(has), { engine, unit }))
	];
	return subjects.map((subject) => {
		const own = cells.filter(({ table }) => hasTable(plan, subject.concept, table));
		return subjectCells(subject, { cells: own, families });
	});
}

/** The figure of the whole survey. */
const wholeKey = cellKey({ territory: undefined, by: [] }, {});

/** Whether the territory of a cell is large enough to be published. */
export function publishedCells({ territories }: Pick<ProtectInput, 'territories'>) {
	const large = new Set(territories);
	return ({ table: { territory }, place }: CountedCell): boolean =>
		territory === undefined || large.has(place[territory] ?? '');
}

async function protectUnit(
	unit: UnitTable,
	estimates: readonly EstimateRow[],
	context: Context
): Promise<WithheldCells[]> {
	const options = { rules: context.input.rules, isPublished: publishedCells(context.input) };
	const withheld: WithheldCells[] = [];
	for (const subject of await cellsOfUnit(unit, estimates, context))
		withheld.push(await withheldCells(subject, options));
	return withheld;
}

/** By indicator and cell: what is known of a row. */
function shownRow(
	subjects: readonly WithheldCells[],
	{ survey, rules }: ProtectInput
): (row: EstimateRow) => EstimateRow {
	const found = new Map<string, { readonly subject: WithheldCells; readonly cell: number }>();
	for (const subject of subjects)
		subject.cells.forEach(({ table, place }, cell) => {
			for (const { id } of subject.subject.indicators)
				found.set(figureKey(id, cellKey(table, place)), { subject, cell });
		});
	return (row) => {
		const known = found.get(rowFigure(row, survey.country));
		expectSameCounts(row, known);
		const isWithheld = known?.subject.reasons[known.cell] !== undefined;
		return isWithheld ? suppressedRow(row) : publishedRow(row, rules);
	};
}

/** What is protected are the counts behind the figures: were they others, nothing would be. */
function expectSameCounts(
	{ indicator, n, events, ...row }: EstimateRow,
	known: { readonly subject: WithheldCells; readonly cell: number } | undefined
) {
	const { subject } = known?.subject ?? {};
	const counts = (subject && known?.subject.cells[known.cell]?.counts.get(subject.concept)) ?? [];
	const total = counts.reduce((a, b) => a + b, 0);
	const sides = subject ? sidesOf(subject, counts, indicator) : { events: 0 };
	if (n === total && (events === null || events === sides.events)) return;
	const at = [row.source, indicator, row.territory, row.category_1, row.category_2].join(' ');
	throw new DomainError(
		`counted otherwise than estimated: ${at}: ${total}, ${sides.events}, not ${n}, ${events}`
	);
}

function summary(subjects: readonly WithheldCells[]): Withheld {
	const byReason: Record<string, number> = {};
	let [figures, lost, bound] = [0, 0, 0];
	for (const subject of subjects) {
		const times = subject.subject.indicators.length;
		figures += subject.cells.length * times;
		lost += subject.lost;
		bound += subject.bound;
		for (const reason of subject.reasons)
			if (reason !== undefined) byReason[reason] = (byReason[reason] ?? 0) + times;
	}
	return { figures, byReason, lost, bound };
}
