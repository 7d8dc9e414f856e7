import type { AnswerColumnId } from './answer-columns.ts';
import type { Cell } from './answer-rows.ts';
import { type AnswerTable, cellReader } from './answer-table.ts';
import { csvLines } from './csv-lines.ts';

/** The data structure definition that README.md describes. */
const structure = ['datastructure', 'ATALAYA:DSD_SURVEY_ESTIMATES(1.0.0)', 'I'] as const;

/** No breakdown or filter (not applicable); all categories. */
const none = '_Z';
const total = '_T';

/** What tells two observations apart, by its column and what a blank there means. */
const dimensions = {
	REF_AREA: { column: 'territory', blank: none },
	SOURCE: { column: 'source', blank: none },
	INDICATOR: { column: 'indicator', blank: none },
	BREAKDOWN_1: { column: 'by_1', blank: none },
	CATEGORY_1: { column: 'category_1', blank: total },
	BREAKDOWN_2: { column: 'by_2', blank: none },
	CATEGORY_2: { column: 'category_2', blank: total },
	BREAKDOWN_3: { column: 'by_3', blank: none },
	CATEGORY_3: { column: 'category_3', blank: total },
	FILTER: { column: 'filter', blank: none },
	PART: { column: 'part', blank: none },
	STANDARDISED_BY: { column: 'standardised_by', blank: none },
	UNSURE: { column: 'unsure', blank: none },
	TIME_PERIOD: { column: 'period', blank: '' }
} as const satisfies Readonly<Record<string, { column: AnswerColumnId; blank: string }>>;

const attributes = {
	UNIT_MEASURE: 'unit_measure',
	STATISTIC: 'statistic',
	UNIT: 'unit',
	STD_ERROR: 'standard_error',
	LIMIT_LOWER: 'lower',
	LIMIT_UPPER: 'upper',
	INTERVAL_LEVEL: 'level',
	INTERVAL_METHOD: 'interval',
	DF: 'df',
	N_CASES: 'n',
	N_EVENTS: 'events',
	DESIGN_EFFECT: 'deff',
	PRECISION: 'precision',
	QUALITY: 'quality',
	QUALITY_REASONS: 'quality_reasons',
	STATUS: 'status',
	STATUS_DETAIL: 'status_detail',
	SYNTHETIC: 'synthetic',
	CITATION: 'citation',
	LICENCE: 'licence',
	RELEASE: 'release',
	ADDRESS: 'address'
} as const satisfies Readonly<Record<string, AnswerColumnId>>;

/** Labels of figures whose status is U, low reliability. */
const weak: readonly Cell[] = ['unreliable', 'suppress', 'review'];

/** SDMX CL_OBS_STATUS: A normal, U low reliability, Q missing and suppressed, O missing. */
function observationStatus(status: Cell, quality: Cell): string {
	if (status === 'suppressed') return 'Q';
	if (status !== 'figure') return 'O';
	return weak.includes(quality) ? 'U' : 'A';
}

/**
 * SDMX CL_CONF_STATUS: F free, C confidential. Never the codes that say whether a figure was withheld
 * for itself or for the sake of another: who knows that knows more than is published.
 */
const confidentiality = (status: Cell): string => (status === 'suppressed' ? 'C' : 'F');

/** The rows as an SDMX-CSV 2.0 message: codes, not labels; no byte order mark. */
export function answerSdmx(table: Pick<AnswerTable, 'columns' | 'rows'>): string {
	const cell = cellReader(table);
	const header = [
		...['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...Object.keys(dimensions)],
		...['OBS_VALUE', 'OBS_STATUS', 'CONF_STATUS', ...Object.keys(attributes)]
	];
	const observations = table.rows.map((row) => {
		const status = cell(row, 'status');
		return [
			...structure,
			...Object.values(dimensions).map(({ column, blank }) => cell(row, column) || blank),
			cell(row, 'estimate'),
			observationStatus(status, cell(row, 'quality')),
			confidentiality(status),
			...Object.values(attributes).map((column) => cell(row, column))
		];
	});
	return csvLines([header, ...observations]);
}
