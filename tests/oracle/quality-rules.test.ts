import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type QualitySettings, assessedQuality } from '#lib/stats/quality/assessed-quality.ts';
import { logCv } from '#lib/stats/quality/log-cv.ts';
import { nchsCountInterval, nchsProportionInterval } from '#lib/stats/quality/nchs-intervals.ts';
import { publishesTable } from '#lib/stats/quality/publishes-table.ts';
import type { Assessed } from '#lib/stats/quality/quality-quantities.ts';
import type { Quality } from '#lib/stats/quality/quality.ts';
import { standardErrorLimit } from '#lib/stats/quality/standard-error-limit.ts';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { describeWithOracle, oracleFile } from '../support/sources.ts';

const label = z.string().nullable().optional();
const input = z.object({
	n: z.number(),
	df: z.number(),
	est: z.number(),
	se: z.number(),
	deff: z.number(),
	unweighted: z.number()
});
const labels = { chile_2020: label, chile_econ_2024: label, eclac_2020: label, eclac_2023: label };
const interval = { n_eff: z.number(), lower: z.number(), upper: z.number(), rel_width: z.number() };
const shown = { ...interval, show: z.boolean(), flags: z.array(z.string()) };

const oracle = z.object({
	proportions: z.array(
		input.extend({
			...labels,
			se_limit: z.number(),
			log_cv_calidad: z.number().nullable(),
			log_cv_published: z.number().nullable(),
			nchs: z.object({ ...shown, width: z.number() }),
			nsduh: z.object({ suppress: z.boolean(), reasons: z.array(z.string()) }).nullable(),
			dhs: z.string(),
			inegi: z.string()
		})
	),
	means: z.array(input.extend({ ...labels, inegi: z.string() })),
	counts: z.array(
		z.object({
			x: z.number(),
			se: z.number(),
			n: z.number(),
			deff_kish: z.number(),
			df: z.number(),
			...shown
		})
	),
	context: z.object({
		eclac_2023_domain_info: z.array(
			input.extend({ plain: z.string(), domain_info: z.string(), low_df_justified: z.string() })
		),
		publish_table_chile: z.object({
			examples: z.array(z.object({ labels: z.array(z.string()), publish: z.boolean() }))
		})
	})
});

type Row = z.infer<typeof input>;

const profiles = readDeclarations(join(import.meta.dirname, '../../data')).quality;
const profile = (id: string) => profiles.find((one) => one.id === id)!;

/** The oracle's words for a label; `null` and what is not there are no label. */
const words: Readonly<Record<string, Quality['label']>> = {
	reliable: 'reliable',
	'weakly reliable': 'caution',
	'weakly-reliable': 'caution',
	'non-reliable': 'unreliable',
	publish: 'reliable',
	review: 'review',
	suppress: 'suppress',
	show: 'reliable',
	parentheses: 'caution',
	'suppress (*)': 'suppress',
	high: 'reliable',
	moderate: 'caution',
	low: 'unreliable',
	null: 'not-assessable'
};

const assessedOf = (kind: Assessed['kind'], row: Row): Assessed => ({
	...{ kind, n: row.n, df: row.df, deff: row.deff },
	...{ estimate: row.est, standardError: row.se, events: row.unweighted }
});

const show = (row: Row, expected: string, ours: Quality) =>
	`n ${row.n}, df ${row.df}, estimate ${row.est}, se ${row.se}, deff ${row.deff}, cases ${row.unweighted}: ` +
	`${expected}, ours ${ours.label} (${ours.reasons.map(({ rule }) => rule).join(', ')})`;

/** A difference that is meant: when it may occur, and what we say instead. */
interface Meant {
	readonly reason: string;
	readonly rows: number;
	readonly when: (row: Row, expected: string | null) => boolean;
	readonly label: Quality['label'];
}

interface Comparison {
	readonly profile: string;
	readonly column: 'chile_2020' | 'chile_econ_2024' | 'eclac_2020' | 'eclac_2023' | 'dhs' | 'inegi';
	readonly settings?: QualitySettings;
	readonly meant?: readonly Meant[];
	/** What the oracle asks; everything by default. */
	readonly asked?: (row: Row) => boolean;
}

const nobodyOrAll = (expected: string | null, rows: number): Meant => ({
	reason: 'a proportion of 1 has no standard error that could be judged',
	rows,
	when: (row, said) => row.est === 1 && said === expected,
	label: 'not-assessable'
});

/** The logarithm of CEPAL does not exist at 1: the oracle leaves these rows out. */
const notAll = (row: Row) => row.est < 1;

const asCalidad: QualitySettings = { logCv: 'calidad-0.8.0' };

const ofProportions: readonly Comparison[] = [
	// calidad has no label there either, for another reason: it looks for a limit below 1 only.
	{ profile: 'ine-chile-2020', column: 'chile_2020' },
	{
		profile: 'ine-chile-economic-2024',
		column: 'chile_econ_2024',
		meant: [
			{
				reason:
					'fewer than 9 degrees of freedom are unreliable, as for means and in the standard for households; in calidad they fall through to the last line',
				rows: 296,
				when: (row, said) => row.df < 9 && said === 'weakly reliable',
				label: 'unreliable'
			},
			nobodyOrAll('reliable', 21)
		]
	},
	{ profile: 'cepal-2020', column: 'eclac_2020', settings: asCalidad, asked: notAll },
	{ profile: 'cepal-2023', column: 'eclac_2023', settings: asCalidad, asked: notAll },
	{ profile: 'dhs', column: 'dhs' },
	{ profile: 'inegi', column: 'inegi', meant: [nobodyOrAll('high', 64)] }
];

const ofMeans: readonly Comparison[] = [
	{ profile: 'ine-chile-2020', column: 'chile_2020' },
	{ profile: 'ine-chile-economic-2024', column: 'chile_econ_2024' },
	{
		profile: 'cepal-2020',
		column: 'eclac_2020',
		meant: [
			{
				reason:
					'a mean with cv of 0.20 or more goes to review, as a proportion does; calidad has no label',
				rows: 27,
				when: (row, said) => said === null && row.se / row.est >= 0.2,
				label: 'review'
			}
		]
	},
	{ profile: 'cepal-2023', column: 'eclac_2023' },
	{ profile: 'inegi', column: 'inegi' }
];

/** Rows where the labels differ: those that are meant counted by reason, all others listed. */
function compare(
	kind: Assessed['kind'],
	rows: readonly (Row & Partial<Record<Comparison['column'], string | null | undefined>>)[],
	{ profile: id, column, settings, meant = [], asked = () => true }: Comparison
) {
	const counts = meant.map(() => 0);
	const disagreements: string[] = [];
	for (const row of rows.filter(asked)) {
		const said = row[column] ?? null;
		const ours = assessedQuality(profile(id), assessedOf(kind, row), settings);
		if (ours.label === words[String(said)]) continue;
		const at = meant.findIndex((one) => one.when(row, said) && one.label === ours.label);
		if (at < 0) disagreements.push(show(row, String(said), ours));
		else counts[at]!++;
	}
	return { disagreements, counts };
}

describeWithOracle('quality profiles', () => {
	const { proportions, means, counts, context } = oracle.parse(
		JSON.parse(readFileSync(oracleFile('survey/quality-rules.json'), 'utf8'))
	);

	test.for(ofProportions)('label 495 proportions as the oracle: $profile', (comparison) => {
		expect(proportions).toHaveLength(495);
		const { disagreements, counts: meant } = compare('proportion', proportions, comparison);
		expect(disagreements).toEqual([]);
		expect(meant).toEqual((comparison.meant ?? []).map(({ rows }) => rows));
	});

	test.for(ofMeans)('label 610 means as the oracle: $profile', (comparison) => {
		expect(means).toHaveLength(610);
		const { disagreements, counts: meant } = compare('mean', means, comparison);
		expect(disagreements).toEqual([]);
		expect(meant).toEqual((comparison.meant ?? []).map(({ rows }) => rows));
	});

	test('cepal profiles differ from calidad above one half only, with the published logarithm', () => {
		const flips = { 'cepal-2020': 0, 'cepal-2023': 0 };
		for (const row of proportions.filter(notAll))
			for (const id of ['cepal-2020', 'cepal-2023'] as const) {
				const asked = assessedOf('proportion', row);
				const published = assessedQuality(profile(id), asked);
				if (published.label === assessedQuality(profile(id), asked, asCalidad).label) continue;
				flips[id]++;
				expect(row.est).toBeGreaterThan(0.5);
				expect(published.reasons.map(({ quantity }) => quantity)).toContain('logCv');
			}
		expect(flips).toEqual({ 'cepal-2020': 0, 'cepal-2023': 1 });
	});

	test('the logarithmic cv crosses 0.175 between its forms in 69 of the 162 rows of the whole grid', () => {
		const grid = [29, 30, 59, 60, 99, 100, 140, 400, 2500].flatMap((n) =>
			[0.7, 0.95].flatMap((p) =>
				[0.8, 1, 2.5].map((deff) => ({ p, se: Math.sqrt((deff * p * (1 - p)) / n) }))
			)
		);
		const crossing = grid.filter(
			({ p, se }) => logCv(p, se)! > 0.175 !== logCv(p, se, 'calidad-0.8.0')! > 0.175
		);
		// Each stands three times in the grid, for as many degrees of freedom.
		expect([3 * crossing.length, 3 * grid.length]).toEqual([69, 162]);
	});

	test('limits and logarithmic cvs of 495 proportions agree', () => {
		for (const row of proportions) {
			expect(standardErrorLimit(row.est)).toAgreeWith(row.se_limit);
			const [published, calidad] = [
				logCv(row.est, row.se),
				logCv(row.est, row.se, 'calidad-0.8.0')
			];
			if (row.log_cv_published === null)
				expect([published, calidad]).toEqual([undefined, undefined]);
			else expect([published, calidad]).toAgreeWith([row.log_cv_published, row.log_cv_calidad]);
		}
	});

	test('nchs-proportions shows, suppresses, footnotes and reviews 495 proportions as the oracle', () => {
		const disagreements = proportions.flatMap((row) => {
			const ours = assessedQuality(profile('nchs-proportions'), assessedOf('proportion', row));
			const flags = nchsFlags(ours);
			return flags.join() === row.nchs.flags.join() ? [] : [show(row, row.nchs.flags.join(), ours)];
		});
		expect(disagreements).toEqual([]);
	});

	test('intervals of 495 proportions agree with the oracle by NCHS', () => {
		for (const { n, df, est, se, nchs } of proportions) {
			const ours = nchsProportionInterval(est, se, { n, df })!;
			expect([ours.size, ours.lower, ours.upper]).toAgreeWith([nchs.n_eff, nchs.lower, nchs.upper]);
			// surveytable writes a width of 0 at no and at all events, so that they are never too wide.
			expect(nchs.width).toAgreeWith(est === 1 ? 0 : ours.upper - ours.lower);
		}
	});

	test('nchs-counts labels 142 counts as the oracle, whose intervals agree', () => {
		expect(counts).toHaveLength(142);
		for (const { x, se, n, deff_kish: kishDeff, df, ...expected } of counts) {
			const ours = nchsCountInterval(x, se, { n, kishDeff })!;
			expect([ours.size, ours.lower, ours.upper]).toAgreeWith([
				expected.n_eff,
				expected.lower,
				expected.upper
			]);
			const asked: Assessed = { kind: 'count', estimate: x, standardError: se, n, df, kishDeff };
			const label = assessedQuality(profile('nchs-counts'), asked);
			expect(nchsFlags(label)).toEqual(expected.flags);
		}
	});

	test('nsduh suppresses 431 proportions for the reasons of the oracle', () => {
		const reasons: Readonly<Record<string, string>> = {
			'rounds-to-0': 'p rounds to 0.0 or 100.0',
			'rounds-to-100': 'p rounds to 0.0 or 100.0',
			'log-cv': 'RSE of -ln(p) > 0.175',
			'effective-size': 'effective n < 68',
			n: 'n < 100'
		};
		const asked = proportions.flatMap((row) => (row.nsduh ? [{ row, said: row.nsduh }] : []));
		expect(asked).toHaveLength(431);
		const disagreements = asked.flatMap(({ row, said }) => {
			const ours = assessedQuality(profile('nsduh'), assessedOf('proportion', row), asCalidad);
			const why = ours.reasons.map(({ rule }) => reasons[rule]);
			const same =
				ours.label === (said.suppress ? 'suppress' : 'reliable') &&
				why.join() === said.reasons.join();
			return same ? [] : [show(row, said.reasons.join(), ours)];
		});
		expect(disagreements).toEqual([]);
	});

	test('cepal-2023 heeds what is known about the domain as the oracle', () => {
		for (const row of context.eclac_2023_domain_info) {
			const asked = assessedOf('proportion', row);
			const label = (settings: QualitySettings) =>
				assessedQuality(profile('cepal-2023'), asked, settings).label;
			expect(label({})).toBe(words[row.plain]);
			expect(label({ domainInfo: true })).toBe(words[row.domain_info]);
			expect(label({ domainInfo: true, lowDfJustified: true })).toBe(words[row.low_df_justified]);
		}
	});

	test('ine-chile-2020 publishes tables as the oracle', () => {
		for (const { labels: cells, publish } of context.publish_table_chile.examples) {
			const own = cells.map((cell) => words[cell]!);
			expect(publishesTable(own, profile('ine-chile-2020').table!)).toBe(publish);
		}
	});
});

/** Our label in the flags of the oracle. */
function nchsFlags({ label, reasons, notes }: Quality): string[] {
	const rules = reasons.map(({ rule }) => rule);
	return [
		...(label === 'suppress' ? ['suppress'] : []),
		...(notes.includes('complement-unreliable') ? ['complement-footnote'] : []),
		...(label === 'review' && rules.includes('df') ? ['review-df'] : []),
		...(rules.includes('no-events') || rules.includes('all-events') ? ['review-zero'] : [])
	];
}
