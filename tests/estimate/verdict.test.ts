import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TableColumn } from '#lib/estimate/estimate-table.ts';
import { qualityProfile } from '#lib/model/quality-profile.ts';
import { type SmallTables, openSmallTables } from '../support/small-tables.ts';

const profile = (id: string) =>
	qualityProfile.parse(
		parse(readFileSync(join(import.meta.dirname, `../../data/quality/${id}.yaml`), 'utf8'))
	);
const profiles = new Map(
	['cepal-2023', 'ine-chile-2020', 'nchs-counts', 'none'].map((id) => [id, profile(id)])
);

let tables: SmallTables;
beforeAll(async () => {
	const columns = new Map<string, TableColumn>([
		['seen', { kind: 'category', categories: ['yes', 'no'] }],
		['paid', { kind: 'number' }]
	]);
	const design = { weight: 'w', stratum: 'h', psu: 'psu', completeness: 'full' } as const;
	tables = await openSmallTables(columns, design, profiles);
});
afterAll(() => tables.close());

/** Ten PSUs of 30 people in two strata; the first `having` of 30 have the attribute, more or less. */
const people = (having: number, psus = 10) =>
	Array.from({ length: psus * 30 }, (_, i) => ({
		h: i < psus * 15 ? 1 : 2,
		psu: Math.floor(i / 30) + 1,
		w: 10 + (i % 3),
		seen: i % 30 < having + (Math.floor(i / 30) % 3) ? 'yes' : 'no',
		paid: 5 + (i % 7)
	}));

const share = { statistic: 'proportion' as const, concept: 'seen', numerator: ['yes'] };

describe('verdictOf', () => {
	test('says which rule of the standard was not met, by which number', async () => {
		const { overall } = await tables.ask(await tables.table(people(10)), {
			measure: share,
			profile: 'cepal-2023'
		});
		const { label, reasons } = (overall.kind === 'estimate' && overall.quality) || {};
		expect(label).toBe('unreliable');
		expect(reasons?.[0]).toEqual({ rule: 'df', quantity: 'df', value: 8, is: 'below', limit: 9 });
	});

	test('labels the same estimate by another standard as that one says', async () => {
		const table = await tables.table(people(10, 12));
		const labels = await Promise.all(
			['ine-chile-2020', 'none'].map(async (id) => {
				const { overall } = await tables.ask(table, { measure: share, profile: id });
				return overall.kind === 'estimate' && overall.quality?.label;
			})
		);
		expect(labels).toEqual(['reliable', 'not-assessable']);
	});

	test('judges a number of people by those counted where the standard says so', async () => {
		const { overall } = await tables.ask(await tables.table(people(1, 12)), {
			measure: { ...share, statistic: 'total' },
			profile: 'ine-chile-2020'
		});
		const reasons = overall.kind === 'estimate' ? (overall.quality?.reasons ?? []) : [];
		expect(overall).toMatchObject({ n: 360, events: 24 });
		expect(reasons[0]).toMatchObject({ quantity: 'n', value: 24, limit: 60 });
	});

	test('does not assess an incomplete design, unless somebody measured its design effect', async () => {
		const table = await tables.table(people(10, 12), { completeness: 'weights-only' });
		const question = { measure: share, profile: 'ine-chile-2020' };
		const label = async (from: typeof table) => {
			const { overall } = await tables.ask(from, question);
			return overall.kind === 'estimate' ? overall.quality?.label : undefined;
		};
		expect(await label(table)).toBe('not-assessable');
		expect(await label({ ...table, assumedDeff: 1.5 })).toBe('reliable');
	});

	test('widens errors by an assumed design effect, and says so on the estimate', async () => {
		const table = await tables.table(people(10, 12), { completeness: 'weights-only' });
		const measure = { statistic: 'mean', concept: 'paid' } as const;
		const [plain, wide] = [
			await tables.ask(table, { measure }),
			await tables.ask({ ...table, assumedDeff: 4 }, { measure })
		].map(({ overall }) => overall);
		if (plain?.kind !== 'estimate' || wide?.kind !== 'estimate') throw new Error('withheld');
		expect(wide.standardError).toAgreeWith(2 * plain.standardError);
		expect(wide.upper! - wide.lower!).toAgreeWith(2 * (plain.upper! - plain.lower!));
		expect([plain.assumedDeff, wide.assumedDeff]).toEqual([null, 4]);
	});

	test('knows no label without a profile, and none of a profile it was not given', async () => {
		const table = await tables.table(people(10));
		const { overall } = await tables.ask(table, { measure: share });
		expect(overall).toMatchObject({ quality: null });
		await expect(tables.ask(table, { measure: share, profile: 'nsduh' })).rejects.toThrow(
			'no such quality profile: nsduh'
		);
	});
});
