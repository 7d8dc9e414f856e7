import { type EstimateRow, estimateRow } from '#lib/model/estimate-row.ts';
import { openDuckDB } from '../../../duckdb.ts';
import { rowsIn } from '../../../release/table-file.ts';
import { type FiguresAudit, auditFigures } from './audit-figures.ts';
import { type ProtectInput, cellsOfUnit, publishedCells } from './protect-survey.ts';
import type { SubjectCells } from './withheld-cells.ts';

/** `auditFigures` of the rows of a survey in a release, against the people behind them. */
export async function auditSurvey(
	input: ProtectInput,
	rows: readonly EstimateRow[]
): Promise<FiguresAudit> {
	const engine = await openDuckDB();
	try {
		const estimates = await rowsIn(engine, input.estimates, estimateRow);
		const subjects: SubjectCells[] = [];
		for (const unit of input.units)
			subjects.push(...(await cellsOfUnit(unit, estimates, { input, engine })));
		const { rules, survey } = input;
		const isPublished = publishedCells(input);
		return await auditFigures({ source: survey, rules, subjects, rows, isPublished });
	} finally {
		engine.close();
	}
}
