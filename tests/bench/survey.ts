import { type Statement, inlined, sql } from '#lib/estimate/sql.ts';
import { type Catalogue, type UnitTable, catalogue, unitTable } from '#lib/model/catalogue.ts';
import {
	type EstimateRequest,
	type EstimateRequestInput,
	estimateRequest
} from '#lib/model/estimate-request.ts';

const psus = 5000;
const psusOfStratum = 25;
const id = 'bench';

/** Rows of a survey with `rowsOfPsu` people in each of its 5,000 PSUs. */
export const rowsOf = (rowsOfPsu: number) => psus * rowsOfPsu;

/**
 * The rows that R timed (`survey_bench.R`), as a harmonised survey in the table `harmonised`. Integer
 * arithmetic below 2^53 only, so that every engine makes the same rows; 200 rows a PSU are R's.
 */
export function generator(rowsOfPsu: number): readonly Statement[] {
	const rows = rowsOf(rowsOfPsu);
	return [
		sql`CREATE OR REPLACE MACRO square(x, c) AS ((x::BIGINT * x::BIGINT + c) % 67108859)`,
		sql`CREATE OR REPLACE MACRO uniform(i, c) AS
			square(square(square((i::BIGINT * 40503 + c) % 67108859, 12345 + c), 977), 31)
				/ 67108859.0::DOUBLE`,
		sql`CREATE OR REPLACE TABLE harmonised AS
			WITH people AS (
				SELECT i, i // ${rowsOfPsu} AS psu, i // ${rowsOfPsu * psusOfStratum} AS stratum
				FROM range(${rows}) t(i)
			),
			described AS (
				SELECT *, 20 + floor(uniform(i, 101) * 380) + 10 * (stratum % 7) AS weight_main,
					1 + (uniform(i, 202) < 0.52)::INTEGER AS sex,
					(1 + floor(uniform(i, 303) * 5))::INTEGER AS ageg
				FROM people
			)
			SELECT stratum::INTEGER AS stratum, psu::INTEGER AS psu, weight_main,
				'region-' || (stratum // 13) AS region, 'sex-' || sex AS sex, 'age-' || ageg AS ageg,
				CASE WHEN uniform(i, 606) < 0.15 + 0.4 * uniform(psu, 707) THEN 'yes' ELSE 'no' END AS sells,
				floor(200 + 1800 * uniform(i, 808) ** 2 + 300 * uniform(psu, 909)) AS income,
				NULL::VARCHAR AS income__missing,
				CASE WHEN uniform(i, 505) < 0.03 + 0.05 * uniform(psu, 404) + 0.02 * (sex = 1)::INTEGER
					+ 0.01 * (ageg = 2)::INTEGER + 0.0001 * stratum THEN 'yes' ELSE 'no' END AS used
			FROM described`
	].map(inlined);
}

const concept = (name: string, categories: readonly string[]) => ({
	id: name,
	kind: 'category',
	label: { en: name },
	definition: { en: name },
	breakdown: true,
	categories: categories.map((category) => ({ id: category, label: { en: category } }))
});

export const numbered = (prefix: string, first: number, count: number) =>
	Array.from({ length: count }, (_, i) => `${prefix}-${first + i}`);

/** Where the file of the survey lies, relative to the folder of the release. */
export const parquetPath = `respondents/${id}.person.parquet`;

const table: UnitTable = unitTable.parse({
	unit: 'person',
	path: parquetPath,
	rows: rowsOf(10),
	weights: [{ id: 'main', column: 'weight_main', label: { en: 'main' } }],
	stratum: 'stratum',
	psu: 'psu',
	completeness: 'full',
	concepts: ['region', 'sex', 'ageg', 'used', 'sells', 'income']
});

/** A release that holds the survey and nothing else. */
export const release: Catalogue = catalogue.parse({
	surveys: [
		{
			id,
			series: id,
			title: { en: id },
			shortTitle: { en: id },
			country: 'XAA',
			producer: { name: 'Demonstration (synthetic)' },
			fieldwork: { start: '2024-01-01', end: '2024-12-31' },
			mode: 'web',
			universe: { en: 'everybody' },
			licence: { name: 'CC0-1.0' },
			citation: id,
			tier: 'open',
			synthetic: true,
			status: 'built',
			completeness: 'full',
			tables: [table],
			questions: []
		}
	],
	concepts: [
		concept('region', numbered('region', 0, 16)),
		concept('sex', numbered('sex', 1, 2)),
		concept('ageg', numbered('age', 1, 5)),
		concept('used', ['yes', 'no']),
		concept('sells', ['yes', 'no']),
		{
			id: 'income',
			kind: 'number',
			label: { en: 'income' },
			definition: { en: 'income' },
			unit: { en: 'pesos' }
		}
	],
	indicators: []
});

export const unit = table;

const asked = (input: Omit<EstimateRequestInput, 'survey'>): EstimateRequest =>
	estimateRequest.parse({ survey: id, ...input });

const share = (name: string, answer: string) => ({
	statistic: 'proportion' as const,
	concept: name,
	numerator: [answer]
});

/** A question as it is asked first, and as it is asked again about the same columns. */
export interface Question {
	readonly name: string;
	readonly first: readonly EstimateRequest[];
	readonly again: readonly EstimateRequest[];
	/** What R takes for it, in `survey_bench.json`. */
	readonly inR: string;
}

const threeMeans = (answer: string) => [
	asked({ measure: share('used', answer) }),
	asked({ measure: share('sells', answer) }),
	asked({ measure: { statistic: 'mean', concept: 'income' } })
];

export const usedBy = (by: readonly string[], answer = 'yes') =>
	asked({ measure: share('used', answer), by: [...by] });

/** Three means and 160 domains as R timed them, and the domains it kept the numbers of. */
export const questions: readonly Question[] = [
	{
		name: 'three means',
		first: threeMeans('yes'),
		again: threeMeans('no'),
		inR: 'svymean_3vars'
	},
	{
		name: '160 cells',
		first: [usedBy(['region', 'sex', 'ageg'])],
		again: [usedBy(['region', 'sex', 'ageg'], 'no')],
		inR: 'svyby_160_cells'
	},
	{
		name: '32 cells',
		first: [usedBy(['region', 'sex'])],
		again: [usedBy(['region', 'sex'], 'no')],
		inR: 'svyby_32_cells'
	}
];
