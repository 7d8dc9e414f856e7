import { describe, expect, test } from 'vitest';
import { effectColumns } from '#lib/export/tables/effect-columns.ts';
import { type Cell, type LeavingTable, cellReader } from '#lib/export/tables/leaving-table.ts';
import { wordedColumns } from '#lib/export/tables/table-columns.ts';
import type { ImpactEntry, ProgrammePage } from '#lib/model/impact-page.ts';
import { locales } from '#lib/model/locales.ts';
import {
	type CompareView,
	openingView
} from '../../src/routes/[lang]/impact/compare/compare-view.ts';
import {
	type LeavingEffect,
	leavingEffects
} from '../../src/routes/[lang]/impact/compare/leaving-effects.ts';
import { together } from '../../src/routes/[lang]/impact/compare/pooled.ts';
import { comparedEntry } from '../../src/routes/[lang]/impact/words/compared.ts';
import { effectFacts } from '../../src/routes/[lang]/impact/words/effect-facts.ts';
import { expectSameCells, formatOf, readBack, readFormats } from '../support/export-readings.ts';
import { testPage } from '../support/programme-page.ts';

const relative = { estimate: -0.2, lower: -0.32, upper: -0.08 };

/** A programme of the comparison as the page of a release has it. */
function leavingEffect(
	id: string,
	shape: Parameters<typeof testPage>[0] = {},
	listed: Partial<ImpactEntry> = {}
): LeavingEffect {
	const made = testPage(shape);
	const page: ProgrammePage = { ...made, programme: { ...made.programme, id } };
	const { programme, evaluation, synthetic } = page;
	const [main] = evaluation.outcomes;
	const entry: ImpactEntry = {
		...{ programme, synthetic, design: 'panel', evidence: 'comparison', harms: [] },
		...{ outcome: programme.outcomes[0]!, verdict: evaluation.verdict, effect: main!.effect },
		...{ relative, standardised: null, n: main!.n, costPerEffect: null, ...listed }
	};
	const words = { page, release: 'r1', locale: 'es' } as const;
	const compared = comparedEntry(entry, words);
	const about = { evidence: 'comparison', isEffect: compared.isEffect, country: 'Ejemplo' };
	return { entry: compared, facts: effectFacts(words, about), producer: 'Us' };
}

const refusal = { kind: 'refused', reason: 'one-treated-cluster', values: {}, next: null } as const;
const cost = {
	...{ currency: 'XTS', priceYear: 2023, exchangeRate: { perDollar: 4, source: 'x' } },
	...{ discountRate: 0.03, perspective: 'provider', total: 1e6, source: 'x' }
};
const effects = [
	leavingEffect('a'),
	...[-0.1, -0.3].map((estimate, i) =>
		leavingEffect('bc'.charAt(i), {}, { relative: { ...relative, estimate } })
	),
	leavingEffect('refused', { verdict: 'refused', main: { effect: refusal } }, { relative: null }),
	leavingEffect('apart', { verdict: 'trends-differ' }),
	leavingEffect('unmeasured', {}, { relative: null })
];

function tableOf(view: CompareView = openingView, of = effects): LeavingTable {
	const found = together(
		of.map(({ entry }) => entry),
		view.metric
	);
	return leavingEffects(of, {
		...{ view, found, title: 'Efectos', subtitle: 'Cambio', notes: ['Una nota'], locale: 'es' },
		...{ release: { id: 'r1', date: '2026-11-23' }, created: '2026-11-23' },
		address: 'https://example.org/es/impact/compare/?by=country'
	});
}

const records = (table: LeavingTable): Record<string, Cell>[] => {
	const cell = cellReader(table);
	return table.rows.map((row) =>
		Object.fromEntries(table.columns.map(({ id }) => [id, cell(row, id)]))
	);
};
const byId = (id: string) => records(tableOf()).find(({ programme }) => programme === id)!;

describe('the comparison as a file', () => {
	const plain = readFormats.filter(({ id }) => id !== 'sdmx-csv');

	test.for(plain)('reads back cell by cell: $id', async (format) => {
		const table = tableOf();
		expectSameCells((await readBack(format, table)).rows, table);
	});

	test('says of an effect how it was found, how sure it is and from what', () => {
		expect(byId('a')).toMatchObject({
			...{ ...relative, measure: 'relative', unit_measure: 'proportion', status: 'effect' },
			...{ level: 0.95, p: 0.003, df: 40, n: 1200, units: 60, treated_units: 36, clusters: 60 },
			...{ design: 'panel', estimator: 'group-time', variance: 'influence', estimand: 'ATT' },
			...{ own_estimate: -0.06, own_standard_error: 0.02, own_scale: 'difference' },
			...{ period_start: '2014', period_end: '2023', evidence: 'comparison', verdict: 'better' },
			...{ settings: '{"seed":1}', data: 'a'.repeat(64), synthetic: 'true' },
			...{ citation: 'Us (2026).', licence: 'CC0', release: 'r1', territory: 'XVA' },
			page: 'https://example.org/es/impact/a/'
		});
		expect(byId('a')['standard_error']).toBeCloseTo((0.02 * 0.2) / 0.06, 12);
		expect(byId('a')['weight']).toBeGreaterThan(0);
		expect(byId('a')['warnings']).not.toBe('');
	});

	test('has a word and no number where there is none', () => {
		const numbers = [
			...(['estimate', 'standard_error', 'lower', 'upper', 'p', 'weight', 'level'] as const),
			...(['own_estimate', 'own_standard_error', 'own_lower', 'own_upper'] as const)
		];
		const refused = byId('refused');
		expect(numbers.map((id) => refused[id])).toEqual(numbers.map(() => null));
		expect(refused).toMatchObject({ status: 'refused', estimator: '', variance: '' });
		expect(refused['status_detail']).not.toBe('');
		expect(byId('unmeasured')).toMatchObject({ status: 'no-measure', estimate: null });
		expect(byId('unmeasured')).toMatchObject({ own_estimate: -0.06, own_lower: -0.1 });
		const apart = byId('apart');
		expect(apart).toMatchObject({ status: 'not-an-effect', estimate: -0.2, own_estimate: -0.06 });
		for (const id of numbers.filter((one) => !one.endsWith('estimate')))
			expect(apart[id], id).toBeNull();
	});

	test('tells what the rows say together on a row of its own', () => {
		const pooled = records(tableOf()).at(-1)!;
		expect(pooled).toMatchObject({ status: 'pooled', programme: '', status_detail: 'a; b; c' });
		expect(pooled['estimate']).toBeGreaterThan(-0.3);
		expect(pooled['estimate']).toBeLessThan(-0.1);
		expect(pooled['prediction_lower']).toBeLessThan(Number(pooled['lower']));
		const few = tableOf(openingView, effects.slice(0, 2));
		expect(records(few).map(({ status }) => status)).toEqual(['effect', 'effect']);
	});

	test('tells what a unit of effect cost as the page counts it, and with which limits', () => {
		const found = (perEffect: object) => {
			const shape = { cost: { perUnit: { amount: 1, standardError: 1 }, perEffect } };
			const made = testPage();
			const page = {
				...made,
				programme: { ...made.programme, cost },
				evaluation: { ...made.evaluation, ...shape }
			} as unknown as ProgrammePage;
			const words = { page, release: 'r1', locale: 'en' } as const;
			return effectFacts(words, { evidence: 'comparison', isEffect: true, country: '' });
		};
		// Of a share the page tells a point, a hundredth of what is counted, in dollars.
		expect(found({ kind: 'interval', estimate: 800, lower: 400, upper: 1600 })).toMatchObject({
			...{ cost_estimate: 2, cost_lower: 1, cost_upper: 4, cost_limits: 'interval' },
			...{ cost_currency: 'USD', cost_price_year: '2023', cost_unit: 'point' }
		});
		const open = found({ kind: 'open', estimate: 800, lower: null });
		expect(open).toMatchObject({ cost_lower: null, cost_upper: null, cost_limits: 'open' });
		expect(found({ kind: 'none' })).toMatchObject({ cost_estimate: null, cost_limits: 'no-ratio' });
	});

	test('is SDMX whose keys tell all observations apart, and which marks what is no effect', async () => {
		const { names, rows } = await readBack(formatOf('sdmx-csv'), tableOf());
		const keys = rows.map((row) => row.slice(0, names.indexOf('OBS_VALUE')));
		expect(keys.flat()).not.toContain('');
		expect(new Set(keys.map(String)).size).toBe(rows.length);
		const of = (name: string) => rows.map((row) => row[names.indexOf(name)]);
		expect(of('STRUCTURE_ID')[0]).toBe('ATALAYA:DSD_PROGRAMME_EFFECTS(1.0.0)');
		expect(of('OBS_STATUS')).toEqual(['A', 'A', 'A', 'O', 'U', 'O', 'A']);
		expect(of('PROGRAMME').at(-1)).toBe('_T');
		expect(of('OBS_VALUE').map((text) => text === '')).toEqual([
			...[false, false, false, true, false, true, false]
		]);
	});

	test('is called by what it shows, and cites every producer', async () => {
		const filters = { type: 'treatment' };
		const table = tableOf({ ...openingView, by: 'country', filters });
		expect(table.name).toBe('impact-compare_relative_by-country_only-type-treatment');
		const cited = await (await formatOf('citation').blob(table)).text();
		expect(cited).toContain('Us (2026)');
	});

	test.for(locales)('calls no two columns alike: %s', (locale) => {
		const labels = wordedColumns(effectColumns, locale).map(({ label }) => label);
		expect(new Set(labels).size).toBe(labels.length);
	});
});
