import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Row } from '#lib/estimate/query-engine.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { releaseFolder } from '../support/built-release.ts';
import type { Declaration } from '../support/instance.ts';
import { parquetRows } from '../support/parquet-rows.ts';
import { declareSome } from '../support/some-surveys.ts';
import { describeWithSources, sourceFile } from '../support/sources.ts';

const words = { es: 'prueba', en: 'test' };
const countries = ['cl-enusc-2023', 'mx-envipe-2021'] as const;
const [of, against] = countries;

interface Declared {
	readonly surveys: readonly string[];
	readonly comparison: Declaration;
	readonly overrides?: readonly Declaration[];
}

/** A release of some surveys that compares two of them, perhaps with a signed judgement. */
async function release(
	root: string,
	{ surveys, comparison, overrides }: Declared
): Promise<string> {
	const declared = join(root, 'declared');
	declareSome(declared, surveys, 'person-victimised');
	const write = (path: string, value: unknown) =>
		writeFileSync(join(declared, path), stringify(value));
	const territories = ['region_cl', 'state_mx'];
	write('estimates.yaml', { territories, breakdowns: ['sex'], comparisons: [comparison] });
	if (overrides) write('concepts/comparability.yaml', overrides);
	const sources = dirname(dirname(sourceFile('cl_enusc/enusc_2023.csv.gz')));
	const env = { ATALAYA_DATA: declared, ATALAYA_SOURCES: sources };
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	return releaseFolder(root);
}

const ofCountries = (root: string, ...overrides: readonly Declaration[]) =>
	release(root, {
		surveys: countries,
		comparison: { kind: 'countries', of, against },
		...(overrides.length > 0 ? { overrides } : {})
	});

const signed = (verdict: string) => ({
	...{ concept: 'person_victimised', between: [of, against], verdict, reason: words },
	...{ signedBy: 'Test office', date: '2026-01-01' }
});

const table = (folder: string, name: string) => parquetRows(join(folder, `${name}.parquet`));
const victims = (rows: readonly Row[]) =>
	rows.filter((row) => row['indicator'] === 'person-victimised');

describeWithSources('victims of crime in Chile and in Mexico', 'mx_envipe2021', () => {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-countries-'));
	let byRule: Row[];
	let cut: Row[];
	let same: Row[];
	let estimates: Row[];

	beforeAll(async () => {
		byRule = victims(await table(await ofCountries(root), 'comparisons'));
		cut = victims(await table(await ofCountries(root, signed('close')), 'comparisons'));
		const folder = await ofCountries(root, signed('same'));
		same = victims(await table(folder, 'comparisons'));
		estimates = victims(await table(folder, 'estimates'));
	}, 300_000);
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	test('are not comparable: the lists of crimes differ', () => {
		expect(byRule.map((row) => row['category_1'])).toEqual(['', 'man', 'woman']);
		for (const row of byRule)
			expect(row).toMatchObject({
				...{ kind: 'countries', verdict: 'not-comparable', verdict_rule: 'list-differs' },
				...{ difference: null, ratio: null, p_value: null, withheld: 'not-comparable' }
			});
	});

	test('stay so where a signature calls for adults and for towns: one file has no ages', () => {
		for (const row of cut)
			expect(row).toMatchObject({
				...{ verdict: 'not-comparable', verdict_rule: 'universe-differs', difference: null }
			});
	});

	test('differ, where somebody signs that they compare, by what was published of each', () => {
		const share = ({ by_1, category_1 }: Row, source: string) =>
			estimates.find(
				(row) =>
					row['source'] === source &&
					['CHL', 'MEX'].includes(String(row['territory'])) &&
					row['by_1'] === by_1 &&
					row['category_1'] === category_1
			);
		expect(same).toHaveLength(3);
		for (const row of same) {
			const [one, other] = countries.map((source) => share(row, source));
			const [a, b] = [Number(one?.['estimate']), Number(other?.['estimate'])];
			const [seA, seB] = [Number(one?.['standard_error']), Number(other?.['standard_error'])];
			expect(row).toMatchObject({ verdict: 'same', verdict_rule: 'override', territory: '' });
			expect(row['difference']).toAgreeWith(a - b, { absolute: 1e-12 });
			expect(row['difference_se']).toAgreeWith(Math.hypot(seA, seB));
			expect(row['ratio']).toAgreeWith(a / b);
			expect(row['df']).toBe(Number(one?.['df']) + Number(other?.['df']));
		}
		// INEGI: 23,520 victims in 100,000 adults.
		const [whole] = same;
		expect(Math.round(1e5 * Number(share(whole!, against)?.['estimate']))).toBe(23_520);
	});
});

describeWithSources('two waves of ENUSC, whose weights have other names', 'cl_enusc', () => {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-waves-'));
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	test('agree with R survey 4.1.1: svycontrast of both stacked, the year in the stratum', async () => {
		const pair = { of: 'cl-enusc-2023', against: 'cl-enusc-2020' };
		const comparison = { kind: 'waves', ...pair, overlap: 'independent' };
		const folder = await release(root, { surveys: Object.values(pair), comparison });
		const row = (await table(folder, 'comparisons')).find(
			(one) =>
				one['indicator'] === 'crime-increase-country' &&
				one['territory'] === 'CHL' &&
				one['by_1'] === ''
		);
		// Three answers in 2020, two codes of INE's own variable in 2023.
		expect(row).toMatchObject({ verdict: 'close', verdict_rule: 'answers-differ', df: 8118 });
		const exact = { absolute: 1e-11 };
		expect(row?.['difference']).toAgreeWith(0.023332885702, exact);
		expect(row?.['difference_se']).toAgreeWith(0.004240548255, exact);
		expect(row?.['ratio']).toAgreeWith(1.027345253114, exact);
		expect(row?.['ratio_se']).toAgreeWith(0.005073258969, exact);
	}, 300_000);
});
