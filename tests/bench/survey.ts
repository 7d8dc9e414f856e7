import { type Statement, inlined, sql } from '#lib/estimate/sql.ts';
import { type Catalogue, type UnitTable, catalogue } from '#lib/model/catalogue.ts';
import { type EstimateRequest, estimateRequest } from '#lib/model/estimate-request.ts';

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

const numbered = (prefix: string, first: number, count: number) =>
	Array.from({ length: count }, (_, i) => `${prefix}-${first + i}`);

/** Where the file of the survey lies, relative to the folder of the release. */
export const parquetPath = `respondents/${id}.person.parquet`;

const table: UnitTable = {
	unit: 'person',
	path: parquetPath,
	rows: rowsOf(10),
	weights: [{ id: 'main', column: 'weight_main', label: { en: 'main' } }],
	stratum: 'stratum',
	psu: 'psu',
	completeness: 'full',
	concepts: ['region', 'sex', 'ageg', 'used']
};

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
		concept('used', ['yes', 'no'])
	],
	indicators: []
});

export const unit = table;

const usedBy = (by: readonly string[]): EstimateRequest =>
	estimateRequest.parse({
		survey: id,
		measure: { statistic: 'proportion', concept: 'used', numerator: ['yes'] },
		by
	});

/** Share of people who used, by region and sex: 32 domains, R's `by_region_sex`. */
export const byRegionAndSex = usedBy(['region', 'sex']);
/** The same by region and age: 80 domains. */
export const byRegionAndAge = usedBy(['region', 'ageg']);
