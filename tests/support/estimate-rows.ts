import type { EstimateRow } from '#lib/model/estimate-row.ts';

/** A reliable share of all people of a country, with what a test says of it. */
export const testRow = (changes: Partial<EstimateRow> = {}): EstimateRow => ({
	...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
	...{ by_1: '', category_1: '', by_2: '', category_2: '', unit: 'person', weight: 'main' },
	...{ estimate: 0.2, standard_error: 0.02, level: 0.95, lower: 0.16, upper: 0.24 },
	...{ interval: 'log-odds-t', n: 900, events: 180, df: 40, deff: 1.5, cv: 0.1, unsure: 'exclude' },
	...{ unsure_share: 0, bound_lower: null, bound_upper: null, precision: 'design-based' },
	...{ profile: 'cepal-2023', quality: 'reliable', quality_reasons: '', withheld: '' },
	...{ suppressed: false, break_before: '', fieldwork_end: '2024-02-01', vintage: '2026-11' },
	synthetic: true,
	...changes
});

/** The same protected: the word alone is left. */
export const suppressedRow = (changes: Partial<EstimateRow> = {}): EstimateRow =>
	testRow({
		...{ estimate: null, standard_error: null, lower: null, upper: null, interval: '', n: null },
		...{ events: null, df: null, deff: null, cv: null, unsure: '', unsure_share: null },
		...{ precision: '', profile: '', quality: '', suppressed: true },
		...changes
	});
