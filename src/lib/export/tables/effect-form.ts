import type { EffectColumnId } from './effect-columns.ts';
import type { CellOf, SdmxForm, TableForm } from './leaving-table.ts';

/** All programmes, outcomes or territories together. */
const total = '_T';

const dimensions = {
	REF_AREA: { column: 'territory', blank: total },
	PROGRAMME: { column: 'programme', blank: total },
	OUTCOME_FAMILY: { column: 'outcome_family', blank: total },
	OUTCOME: { column: 'outcome', blank: total },
	MEASURE: { column: 'measure', blank: total }
} as const satisfies SdmxForm<EffectColumnId>['dimensions'];

const attributes = {
	UNIT_MEASURE: 'unit_measure',
	STD_ERROR: 'standard_error',
	LIMIT_LOWER: 'lower',
	LIMIT_UPPER: 'upper',
	INTERVAL_LEVEL: 'level',
	P_VALUE: 'p',
	DF: 'df',
	WEIGHT: 'weight',
	PREDICTION_LOWER: 'prediction_lower',
	PREDICTION_UPPER: 'prediction_upper',
	N_CASES: 'n',
	N_UNITS: 'units',
	N_TREATED_UNITS: 'treated_units',
	N_CLUSTERS: 'clusters',
	PERIOD_START: 'period_start',
	PERIOD_END: 'period_end',
	INTERVENTION_TYPE: 'type',
	MEASURES: 'measures',
	DESIGN: 'design',
	ESTIMAND: 'estimand',
	ESTIMATOR: 'estimator',
	VARIANCE: 'variance',
	INFERENCE: 'inference',
	OWN_VALUE: 'own_estimate',
	OWN_STD_ERROR: 'own_standard_error',
	OWN_LIMIT_LOWER: 'own_lower',
	OWN_LIMIT_UPPER: 'own_upper',
	OWN_SCALE: 'own_scale',
	OWN_UNIT: 'own_unit',
	COST_VALUE: 'cost_estimate',
	COST_LIMIT_LOWER: 'cost_lower',
	COST_LIMIT_UPPER: 'cost_upper',
	COST_LIMITS: 'cost_limits',
	COST_UNIT: 'cost_unit',
	COST_CURRENCY: 'cost_currency',
	COST_PRICE_YEAR: 'cost_price_year',
	EVIDENCE: 'evidence',
	VERDICT: 'verdict',
	STATUS: 'status',
	STATUS_DETAIL: 'status_detail',
	WARNINGS: 'warnings',
	SETTINGS: 'settings',
	DATA: 'data',
	PAGE: 'page',
	SYNTHETIC: 'synthetic',
	CITATION: 'citation',
	LICENCE: 'licence',
	RELEASE: 'release',
	ADDRESS: 'address'
} as const satisfies SdmxForm<EffectColumnId>['attributes'];

/** What cannot be read as an effect is of low reliability, whatever its number. */
function observationStatus(cell: CellOf<EffectColumnId>): string {
	if (cell('estimate') === null) return 'O';
	return cell('status') === 'not-an-effect' ? 'U' : 'A';
}

const inUnitOfMeasure: readonly string[] = [
	...(['estimate', 'standard_error', 'lower', 'upper'] as const),
	...(['prediction_lower', 'prediction_upper'] as const)
];

function numberFormat(id: string, cell: CellOf<EffectColumnId>): string {
	if (inUnitOfMeasure.includes(id)) return cell('measure') === 'relative' ? '0.00%' : '0.00';
	if (id === 'level' || id === 'weight') return '0.##%';
	if (id.startsWith('cost_')) return '#,##0.00';
	return id === 'df' ? '0.##' : '0.0000';
}

/** How effects are written as SDMX and shown in a workbook. */
export const effectsForm: TableForm = {
	sdmx: {
		structure: 'ATALAYA:DSD_PROGRAMME_EFFECTS(1.0.0)',
		...{ dimensions, value: 'estimate', attributes, observationStatus },
		// Effects of groups: nothing here is withheld for the sake of somebody.
		confidentiality: () => 'F'
	},
	numberFormat
};
