import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analysis } from '#lib/model/analysis.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import {
	type FileAnswer,
	type RequestResult,
	estimateFile
} from '../../pipelines/requests/estimate-file.ts';
import { type Printed, printedByR } from '../support/r.ts';
import { describeWithR } from '../support/sources.ts';

type Json = Record<string, unknown>;
type Found<Outcome extends Analysis['outcome']> = Extract<Analysis, { outcome: Outcome }>;

/** People of 4 strata with 5 units each; made up, and the same every time. */
function people({ zero = false }): string {
	let state = 20261122;
	const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
	const one = (...values: string[]) => values[Math.floor(random() * values.length)]!;
	const lines = ['h,psu,w,n,wave,sex,age,area,uses,knows,income,before'];
	for (let i = 0; i < 240; i++) {
		const [h, psu] = [(i % 4) + 1, i % 20];
		const level = 20 + h * 3 + (psu % 3) * 2 + random() * 30;
		const income = random() < 0.06 ? '' : level.toFixed(2);
		const before = random() < 0.05 ? '8' : (level * (0.7 + random() * 0.4)).toFixed(2);
		const uses = one('yes', 'no', 'no', 'no', level > 40 ? 'yes' : 'no', 'dk');
		const knows = random() < 0.01 ? '' : one('yes', 'no', random() < 0.05 ? 'dk' : 'no');
		const place = [one('1', '2'), one('m', 'f'), one('young', 'mid', 'old'), one('n', 's', 'w')];
		const w = zero && i === 17 ? '0' : (5 + random() * 10).toFixed(3);
		lines.push([h, psu, w, 40, ...place, uses, knows, income, before].join(','));
	}
	return `${lines.join('\n')}\n`;
}

const mean = (concept: string) => ({ statistic: 'mean', concept });
const share = (concept: string) => ({ statistic: 'proportion', concept, numerator: ['yes'] });
const at = (wave: string, sex: string) => ({ at: { wave, sex } });
const kinds = ['difference', 'ratio', 'log-ratio', 'relative-change'];
const where = [{ concept: 'area', categories: ['n', 's'] }];
const uses = { concept: 'uses', numerator: ['yes'] };
const income = { concept: 'income' };

const comparisons: Json[] = [
	{
		id: 'waves',
		measure: share('uses'),
		by: ['wave', 'sex'],
		where,
		adjustment: 'holm',
		contrasts: [
			...kinds.map((kind) => ({ kind, id: kind, of: at('2', 'f'), against: at('1', 'f') })),
			{
				kind: 'linear',
				terms: [
					...[
						{ ...at('2', 'f'), coefficient: 1 },
						{ ...at('1', 'f'), coefficient: -1 }
					],
					...[
						{ ...at('2', 'm'), coefficient: -1 },
						{ ...at('1', 'm'), coefficient: 1 }
					]
				]
			},
			{ kind: 'difference', of: at('1', 'm'), against: at('1', 'm') },
			{ kind: 'difference', of: at('3', 'm'), against: at('1', 'm') }
		]
	},
	{
		id: 'paired',
		measure: mean('income'),
		df: 'design',
		level: 0.9,
		adjustment: 'benjamini-hochberg',
		contrasts: [
			{ kind: 'relative-change', of: {}, against: { measure: mean('before') } },
			{ kind: 'difference', of: { measure: share('uses') }, against: { measure: share('knows') } },
			{
				kind: 'ratio',
				of: { measure: { statistic: 'total', ...uses } },
				against: { measure: { statistic: 'total', concept: 'income' } }
			},
			{
				kind: 'log-ratio',
				of: { measure: { statistic: 'ratio', concept: 'income', over: 'before' } },
				against: {}
			}
		]
	},
	...['exclude', 'category'].map((unsure) => ({
		id: `unsure-${unsure}`,
		measure: share('uses'),
		by: ['sex'],
		unsure,
		df: 'normal',
		contrasts: [{ kind: 'difference', of: { at: { sex: 'm' } }, against: { at: { sex: 'f' } } }]
	}))
].map((one) => ({ kind: 'comparison', ...one }));

const analyses: Json[] = [
	...['F', 'Chisq', 'Wald', 'adjWald', 'saddlepoint'].map((statistic) => ({
		...{
			kind: 'association',
			id: `association-${statistic}`,
			rows: 'age',
			columns: 'uses',
			statistic
		}
	})),
	{ kind: 'association', id: 'association-filter', rows: 'sex', columns: 'knows', where },
	{ kind: 't-test', id: 'two-means', outcome: income, groups: 'sex', level: 0.9, where },
	{ kind: 't-test', id: 'two-means-3', outcome: uses, groups: 'sex', nullValue: 0.1 },
	{ kind: 't-test', id: 'one-mean', outcome: income, nullValue: 40 },
	...['wilcoxon', 'vanderWaerden', 'median'].flatMap((test) => [
		{ kind: 'rank-test', id: `ranks-${test}`, outcome: income, groups: 'sex', test, where },
		{ kind: 'rank-test', id: `ranks-of-three-${test}`, outcome: income, groups: 'area', test }
	]),
	{ kind: 'model', id: 'constant', family: 'gaussian', outcome: income },
	...['gaussian', 'quasibinomial', 'quasipoisson'].map((family) => ({
		...{ kind: 'model', id: `model-${family}`, family, outcome: uses, where },
		terms: ['before', 'sex', 'age'],
		tests: [
			...[{ terms: ['age'] }, { terms: ['age'], method: 'LRT' }],
			...[{ terms: ['sex', 'before'] }, { terms: ['sex', 'before'], method: 'LRT' }]
		]
	})),
	...[[], ['sex'], ['sex', 'wave']].map((over) => ({
		...{ kind: 'standardised-means', id: `standard-${over.join('-')}`, outcome: income, over },
		standard: {
			concept: 'age',
			population: [
				{ category: 'young', size: 300 },
				{ category: 'mid', size: 450 },
				{ category: 'old', size: 250 }
			]
		}
	})),
	{
		kind: 't-test',
		id: 'nobody',
		outcome: income,
		where: [{ concept: 'none', categories: ['yes'] }]
	}
];

const clusters = { weights: 'w', strata: ['h'], ids: ['psu'] };
const totals = [
	{ categories: ['f'], total: 1300 },
	{ categories: ['m'], total: 1200 }
];
/** Of a calibrated design R keeps the rows outside: scripts say where that changes a number. */
const differsCalibrated = /association-|ranks-|standard-/;

/** Where every request has the same reason for no number, a few are enough. */
const manyWithheld = /association-[^F]|ranks-(of|[vm])|model-quasi|unsure/;

const designs: Readonly<Record<string, { design: Json; skip?: RegExp; zero?: boolean }>> = {
	clusters: { design: clusters, zero: true },
	'a finite population': {
		design: { ...clusters, fpc: ['n'] }
	},
	// The saddlepoint takes whole degrees of freedom, and of equal weights they are whole but for rounding.
	'rows, one weight': { design: { weights: 1 }, skip: /saddlepoint/ },
	'post-stratified': {
		design: {
			...clusters,
			calibration: [{ method: 'post-stratify', margin: { by: ['sex'], totals } }]
		},
		skip: differsCalibrated
	},
	'a jackknife': { design: { ...clusters, resampling: { method: 'jackknife' } } },
	'lonely units': {
		design: { weights: 'w', strata: ['psu'], ids: ['h'], nested: true },
		skip: manyWithheld
	},
	'a declared design effect': {
		design: {
			weights: 'w',
			completeness: 'weights-only',
			assumedDeff: { value: 1.7, source: 'report' }
		}
	},
	'an incomplete design': {
		design: { weights: 'w', completeness: 'weights-only' },
		skip: manyWithheld
	}
};

const optional = (text: string | undefined) => (text === '' ? null : Number(text));

/** Every number beside its column in what a script printed. */
function expectNumbers(own: Readonly<Record<string, number | null | undefined>>, row: Printed) {
	for (const [column, value] of Object.entries(own)) {
		const printed = optional(row[column]);
		if (value === null || value === undefined) expect(printed, column).toBeNull();
		else
			expect(value, column).toAgreeWith(printed ?? undefined, { relative: 1e-6, absolute: 1e-9 });
	}
}

function expectCompared(comparisons: readonly Comparison[], rows: readonly Printed[]) {
	expect(rows).toHaveLength(comparisons.length);
	for (const [i, one] of comparisons.entries()) {
		const row = rows[i]!;
		if (one.outcome === 'withheld') {
			expect(row['status']).toBe(one.reason);
			continue;
		}
		expect(row['status']).toBe('compared');
		const { estimate, standardError, lower, upper, t, p, adjustedP } = one;
		expectNumbers(
			{ estimate, standard_error: standardError, lower, upper, t, p, adjusted_p: adjustedP },
			row
		);
		expect(row['df']).toBe(one.df === null ? 'Inf' : String(one.df));
	}
}

function expectModel({ coefficients, tests, ...rest }: Found<'model'>, rows: readonly Printed[]) {
	const named = new Map(rows.map((row) => [`${row['part']} ${row['name']}`, row]));
	expect(named.size).toBe(coefficients.length + 2 + tests.length);
	const numbers = (key: string, own: Readonly<Record<string, number | null>>) => {
		const row = named.get(key);
		expect(row, key).toBeDefined();
		for (const [column, value] of Object.entries(own))
			expect(value ?? undefined, `${key} ${column}`).toAgreeWith(
				optional(row?.[column]) ?? undefined,
				{ relative: 1e-5, absolute: 1e-8 }
			);
	};
	for (const { name, estimate, standardError, lower, upper, t, p } of coefficients)
		numbers(`coefficient ${name}`, {
			...{ estimate, standard_error: standardError, lower, upper, p },
			...{ statistic: t, df1: rest.residualDf, n: rest.n }
		});
	numbers('deviance residual', { estimate: rest.deviance });
	numbers('deviance null', { estimate: rest.nullDeviance });
	for (const one of tests) {
		if ('refused' in one) throw new Error(`refused: ${one.terms.join(', ')}`);
		const [df1 = NaN, df2 = NaN] = one.df;
		const { statistic, p } = one;
		numbers(`${one.method} ${one.terms.join(' + ')}`, { statistic, df1, df2, p });
	}
}

function expectFound(found: Analysis, rows: readonly Printed[]) {
	const [first] = rows;
	switch (found.outcome) {
		case 'withheld':
			expect(rows.map((row) => row['status'])).toEqual([found.reason]);
			return;
		case 'model':
			return expectModel(found, rows);
		case 'standardised-means': {
			const named = new Map(rows.map((row) => [row['name'], row]));
			expect(named.size).toBe(found.means.length);
			for (const { domain, n, estimate, standardError, lower, upper, df } of found.means) {
				const row = named.get(domain.map(({ category }) => category).join(', '))!;
				expectNumbers({ n, estimate, standard_error: standardError, lower, upper, df1: df }, row);
			}
			return;
		}
		case 't-test': {
			const { n, estimate, standardError, lower, upper, t, df, p } = found;
			const test = { statistic: t, df1: df, p };
			expectNumbers({ n, estimate, standard_error: standardError, lower, upper, ...test }, first!);
			return;
		}
		default: {
			const { n, statistic, df, p } = found;
			expectNumbers({ n, statistic, df1: df[0], df2: df[1], p }, first!);
		}
	}
}

function expectResult(result: RequestResult, rows: readonly Printed[]) {
	if ('error' in result) throw new Error(`${result.id}: ${result.error.message}`);
	const { answer } = result;
	if (Array.isArray(answer)) expectCompared(answer, rows);
	else if ('outcome' in answer) expectFound(answer, rows);
	else throw new Error(`an estimate: ${result.id}`);
}

describeWithR('the scripts of comparisons, tests and models', () => {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-analysis-scripts-'));
	const answers = new Map<string, FileAnswer>();
	let printed = new Map<string, Printed[]>();
	const folderOf = (name: string) => join(root, name.replaceAll(/\W+/g, '-'));
	const requests = [...comparisons, ...analyses];

	beforeAll(async () => {
		const scripts: string[] = [];
		const columns = {
			uses: { missing: { dk: 'dont-know' } },
			knows: { missing: { dk: 'dont-know' } },
			before: { missing: { '8': 'refused' } },
			wave: { categories: ['1', '2', '3'] },
			sex: { kind: 'category' },
			age: { kind: 'category' }
		};
		const derived = [{ name: 'none', when: [{ column: 'h', above: 9 }] }];
		for (const [name, { design, skip, zero }] of Object.entries(designs)) {
			const folder = folderOf(name);
			mkdirSync(folder);
			writeFileSync(join(folder, 'people.csv'), people({ zero }));
			const asked = requests.filter(({ id }) => !skip?.test(String(id)));
			const file = { data: 'people.csv', columns, derived, design, requests: asked };
			writeFileSync(join(folder, 'requests.json'), JSON.stringify(file));
			const answer = await estimateFile(join(folder, 'requests.json'), {
				scripts: join(folder, 'r')
			});
			answers.set(name, answer);
			const faults = answer.results.flatMap((one) => ('error' in one ? [one.error.message] : []));
			expect(faults).toEqual([]);
			scripts.push(...answer.results.map(({ id }) => join(folder, 'r', scriptOf(id))));
		}
		printed = printedByR(scripts);
	}, 120_000);
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	const scriptOf = (id: string) => `${id.replaceAll(/[^\w-]+/g, '-').replaceAll(/-+$/g, '')}.R`;

	test.for(
		Object.entries(designs).flatMap(([name, { skip }]) =>
			requests.flatMap(({ id }) => (skip?.test(String(id)) ? [] : [[name, String(id)] as const]))
		)
	)('print what the answer says: %s, %s', ([name, id]) => {
		const result = answers.get(name)!.results.find((one) => one.id === id)!;
		expectResult(result, printed.get(join(folderOf(name), 'r', scriptOf(id)))!);
	});
});
