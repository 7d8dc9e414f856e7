import type { AnswerColumnId } from './answer-columns.ts';
import type { Cell, CellOf, SdmxForm, TableForm } from './leaving-table.ts';

/** No breakdown or filter (not applicable); all categories. */
const none = '_Z';
const total = '_T';

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
} as const satisfies SdmxForm<AnswerColumnId>['dimensions'];

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
	CORRECTED: 'corrected',
	SYNTHETIC: 'synthetic',
	CITATION: 'citation',
	LICENCE: 'licence',
	RELEASE: 'release',
	ADDRESS: 'address'
} as const satisfies SdmxForm<AnswerColumnId>['attributes'];

/** Labels of figures whose status is U, low reliability. */
const weak: readonly Cell[] = ['unreliable', 'suppress', 'review'];

function observationStatus(cell: CellOf<AnswerColumnId>): string {
	const status = cell('status');
	if (status === 'suppressed') return 'Q';
	if (status !== 'figure') return 'O';
	return weak.includes(cell('quality')) ? 'U' : 'A';
}

const inUnitOfEstimate: readonly string[] = ['estimate', 'standard_error', 'lower', 'upper'];

function numberFormat(id: string, cell: CellOf<AnswerColumnId>): string {
	if (id === 'level') return '0.##%';
	if (!inUnitOfEstimate.includes(id)) return id === 'df' ? '0.##' : '0.00';
	const statistic = cell('statistic');
	if (statistic === 'proportion') return '0.00%';
	return statistic === 'total' ? '#,##0' : '0.00';
}

/** How figures are written as SDMX and shown in a workbook. */
export const answersForm: TableForm = {
	sdmx: {
		structure: 'ATALAYA:DSD_SURVEY_ESTIMATES(1.0.0)',
		...{ dimensions, value: 'estimate', attributes, observationStatus },
		confidentiality: (cell) => (cell('status') === 'suppressed' ? 'C' : 'F')
	},
	numberFormat
};
