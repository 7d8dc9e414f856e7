import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { Row } from '#lib/estimate/query-engine.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { Measure } from '#lib/model/estimate-request.ts';
import type { AnsweredEstimate } from '#lib/model/estimate.ts';
import { estimatePlan } from '#lib/model/estimate-plan.ts';
import { type AskOptions, ask } from '../../../pipelines/ask.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { compareSurveys, comparisonsFile, verdictKey } from '../../../pipelines/steps/compare.ts';
import type { Verdict } from '../../../pipelines/steps/compared-rows.ts';
import { jsonOf, releaseFolder } from '../../support/built-release.ts';
import type { Declaration, Instance } from '../../support/instance.ts';
import { parquetRows } from '../../support/parquet-rows.ts';
import { printedByR } from '../../support/r.ts';
import { describeWithR } from '../../support/sources.ts';
import { builtComparisons, makeCountries, north, south } from '../../support/two-countries.ts';

const pair = { of: 'north-2024', against: 'south-2023' };
const plan = {
	territories: ['area'],
	breakdowns: ['sex', 'area'],
	comparisons: [{ kind: 'countries', ...pair }]
};

let instance: Instance;
let rows: Row[];

beforeAll(async () => {
	instance = makeCountries({ plan });
	rows = await builtComparisons(instance);
}, 180_000);
afterAll(() => instance.remove());

const categoryOf = (row: Row) => String(row['category_1']);

describe('two countries', () => {
	test('are compared as a whole and by standard breakdowns, never by territory', () => {
		expect(rows.map((row) => [row['by_1'], row['category_1']])).toEqual([
			...[
				['', ''],
				['sex', 'man'],
				['sex', 'woman']
			]
		]);
	});

	test('say whose figures they are, and to which people both were cut', () => {
		for (const row of rows)
			expect(row).toMatchObject({
				...{ kind: 'countries', territory: '', concept: '', overlap: 'independent' },
				...{ of_source: 'north-2024', against_source: 'south-2023' },
				...{ of_category: '', against_category: '', withheld: '', vintage: 'r1' },
				...{ verdict: 'close', verdict_rule: 'universe-differs' },
				...{ common_ages: '15-65', common_area: 'urban' }
			});
	});

	test('have the numbers that each survey gives when asked for those people', async () => {
		const engine = await openDuckDB();
		try {
			const asked = askerOf(engine, instance);
			const measure: Measure = {
				...{ statistic: 'proportion', concept: 'sees_sale', numerator: ['yes'] }
			};
			const ages = (...categories: string[]) => ({ concept: 'age_class', categories });
			const towns = { concept: 'area', categories: ['town'] };
			const common = ages('age-15-24', 'age-25-64', 'age-65');
			for (const row of rows) {
				const by = row['by_1'] === '' ? [] : ['sex'];
				const figure = async (survey: string, where: (typeof common)[]) => {
					const { estimates } = await ask({ survey, measure, by, where }, asked);
					const found = estimates.find(
						({ domain }) => (domain[0]?.category ?? '') === categoryOf(row)
					);
					return found as AnsweredEstimate;
				};
				const of = await figure('north-2024', [common, towns]);
				const against = await figure('south-2023', [common]);
				const se = Math.hypot(of.standardError, against.standardError);
				const [difference, ratio] = [
					of.estimate - against.estimate,
					of.estimate / against.estimate
				];
				const ratioSe = ratio * Math.hypot(of.cv ?? NaN, against.cv ?? NaN);
				expect(row['difference']).toAgreeWith(difference, { absolute: 1e-12 });
				expect(row['difference_se']).toAgreeWith(se);
				expect(row['ratio']).toAgreeWith(ratio);
				expect(row['ratio_se']).toAgreeWith(ratioSe);
				expect(row['df']).toBe((of.df ?? NaN) + (against.df ?? NaN));
			}
		} finally {
			engine.close();
		}
	});
});

function askerOf(engine: NodeEngine, { root }: Instance): AskOptions {
	const folder = releaseFolder(root);
	const catalogue: Catalogue = catalogueSchema.parse(jsonOf(folder, 'catalogue.json'));
	return { engine, cache: new CellCache(engine), folder, catalogue };
}

const numbers = [
	...['difference', 'difference_se', 'difference_lower', 'difference_upper'],
	...['ratio', 'ratio_se', 'ratio_lower', 'ratio_upper', 'df', 'p_value']
];
const numbersOf = (row: Row | undefined) => numbers.map((name) => row?.[name]);

/** The rows after other declarations of the survey of the south. */
async function rowsWith(changes: Declaration): Promise<Row[]> {
	const other = makeCountries({ plan, south: changes });
	try {
		return await builtComparisons(other);
	} finally {
		other.remove();
	}
}

describe('figures that may not stand side by side', () => {
	test('keep their row where a survey cannot be cut, with the rule in place of numbers', async () => {
		const withoutAges = (south()['mappings'] as Declaration[]).filter(
			({ concept }) => concept !== 'age_class'
		);
		const found = await rowsWith({ mappings: withoutAges });
		expect(found.map(categoryOf)).toEqual(['', 'man', 'woman']);
		for (const row of found) {
			expect(numbersOf(row)).toEqual(numbers.map(() => null));
			expect(row).toMatchObject({
				...{ verdict: 'not-comparable', verdict_rule: 'universe-differs' },
				...{ withheld: 'not-comparable', common_ages: '', common_area: '' }
			});
		}
	}, 180_000);

	test('show no difference without an error where a design is weights only', async () => {
		const { units } = south()['design'] as { units: [Declaration] };
		const design = { completeness: 'weights-only', note: { es: 'x', en: 'x' } };
		const [{ ids: _, ...unit }] = units;
		for (const row of await rowsWith({ design: { ...design, units: [unit] } })) {
			expect(numbersOf(row)).toEqual(numbers.map(() => null));
			expect(row).toMatchObject({ verdict: 'close', withheld: 'incomplete-design' });
		}
	}, 180_000);
});

describe('waves and countries', () => {
	const verdict = { verdict: 'same', rule: 'no-difference' } as const;
	const common = {
		...{ ages: '15-24', area: '' as const },
		of: [{ concept: 'age_class', categories: ['age-15-24'] }],
		against: [{ concept: 'age_class', categories: ['age-15-24'] }]
	};

	/** Rows of the same two surveys under either kind. */
	async function bothKinds({ root }: Instance, verdictOf: Verdict): Promise<[Row[], Row[]]> {
		const folder = releaseFolder(root);
		const { surveys, ...catalogue } = catalogueSchema.parse(jsonOf(folder, 'catalogue.json'));
		const compared = surveys.map(({ tables, ...survey }) => ({
			survey,
			units: tables.map((table) => ({ ...table, path: join(folder, table.path) }))
		}));
		const key = verdictKey({ ...pair, unit: 'person', concept: 'sees_sale' });
		const comparisons = [
			{ kind: 'waves', ...pair, overlap: 'independent' },
			{ kind: 'countries', ...pair }
		];
		const asked = {
			...{ ...catalogue, surveys: compared, verdicts: { [key]: verdictOf } },
			plan: estimatePlan.parse({ breakdowns: ['sex', 'area'], comparisons })
		};
		const out = mkdtempSync(join(tmpdir(), 'atalaya-kinds-'));
		try {
			await compareSurveys(asked, out);
			const found = await parquetRows(join(out, comparisonsFile));
			const ofKind = (kind: string) => found.filter((row) => row['kind'] === kind);
			return [ofKind('waves'), ofKind('countries')];
		} finally {
			rmSync(out, { recursive: true });
		}
	}

	/** In every row, where at least so many rows have numbers. */
	function expectSameNumbers([waves, countries]: [Row[], Row[]], least: number) {
		expect(waves.map(categoryOf)).toEqual(countries.map(categoryOf));
		expect(waves.filter((row) => row['withheld'] === '').length).toBeGreaterThanOrEqual(least);
		for (const [i, row] of waves.entries()) {
			expect(row['withheld']).toBe(countries[i]?.['withheld']);
			for (const name of numbers)
				if (row['withheld'] === '')
					expect(countries[i]?.[name], name).toAgreeWith(row[name], { relative: 1e-10 });
		}
	}

	test('give the same numbers of samples whose designs stack', async () => {
		const { units } = north()['design'] as { units: Declaration[] };
		const stackable = makeCountries({
			plan,
			south: { design: { completeness: 'full', units } }
		});
		try {
			await builtComparisons(stackable);
			expectSameNumbers(await bothKinds(stackable, verdict), 4);
			const cut = await bothKinds(stackable, { ...verdict, common });
			expectSameNumbers(cut, 4);
			expect(cut[0][0]).toMatchObject({ kind: 'waves', common_ages: '15-24' });
			expect(cut[0][0]?.['difference']).not.toBe(rows[0]?.['difference']);
		} finally {
			stackable.remove();
		}
	}, 180_000);

	test('give the same numbers of samples whose designs do not', async () => {
		expectSameNumbers(await bothKinds(instance, verdict), 4);
	});
});

/** Both samples stacked: strata and units of their own, cut to a domain of the whole design. */
const script = (sources: string) => `
library(survey)
north <- read.csv(file.path("${sources}", "north.csv"))
south <- read.csv(file.path("${sources}", "south.csv"))
south$h <- 99
both <- rbind(cbind(north, of = 1), cbind(south, of = 0))
both$y <- ifelse(both$sees == 8, NA, as.numeric(both$sees == 1))
design <- svydesign(ids = ~interaction(of, psu), strata = ~interaction(of, h), weights = ~w,
	data = both)
for (wanted in list(c(1, 2), 1, 2)) {
	part <- subset(design, age >= 15 & age <= 65 & area == 1 & sees != 8 & sex %in% wanted)
	shares <- svyby(~y, ~of, part, svymean, covmat = TRUE)
	df <- degf(part)
	d <- svycontrast(shares, c(-1, 1))
	q <- svycontrast(shares, quote(\`1\` / \`0\`))
	if (length(wanted) == 2) cat("sex,difference,difference_se,difference_lower,difference_upper,",
		"ratio,ratio_se,ratio_lower,ratio_upper,df,p_value\\n", sep = "")
	cells <- c(coef(d), SE(d), confint(d, df = df), coef(q), SE(q), confint(q, df = df), df,
		2 * pt(-abs(coef(d) / SE(d)), df))
	cat(if (length(wanted) == 2) "" else c("man", "woman")[wanted], ",",
		paste(format(cells, digits = 15, trim = TRUE), collapse = ","), "\\n", sep = "")
}
`;

describeWithR('two countries, by R', () => {
	test('differ as svycontrast of both samples stacked says', () => {
		const folder = mkdtempSync(join(tmpdir(), 'atalaya-r-countries-'));
		try {
			const file = join(folder, 'countries.R');
			writeFileSync(file, script(join(instance.root, 'sources')));
			const printed = printedByR([file]).get(file) ?? [];
			expect(printed.map(({ sex }) => sex)).toEqual(rows.map(categoryOf));
			for (const [i, { sex, ...numbers }] of printed.entries())
				for (const [name, value] of Object.entries(numbers))
					expect(rows[i]?.[name], `${sex} ${name}`).toAgreeWith(Number(value));
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
