import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { Catalogue, UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { Estimate, EstimateSet } from '#lib/model/estimate.ts';
import { type EstimateRow, estimateKey, estimateRow } from '#lib/model/estimate-row.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { QualityProfile } from '#lib/model/quality-profile.ts';
import { reasonsText } from '#lib/model/quality-reasons.ts';
import type { CheckOutcome } from '#lib/model/survey-check.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type AskOptions, ask } from '../ask.ts';
import { openDuckDB } from '../duckdb.ts';
import { writeTable } from '../release/table-file.ts';
import { type Asked, placeOf, questionsOf, requestOf } from './declared-questions.ts';
import { figureOutcomes } from './figure-checks.ts';

/** A unit of a survey with its rows, as the step `harmonise` left them. */
export interface HarmonisedUnit {
	/** Its path is that of the Parquet file on this machine. */
	readonly table: UnitTable;
}

export interface EstimateInput {
	readonly survey: Pick<Survey, 'id' | 'country' | 'fieldwork' | 'synthetic' | 'checks' | 'design'>;
	readonly units: readonly HarmonisedUnit[];
	/** The same before rows were protected: what the figures must be reproduced from; absent: as they are. */
	readonly checkedOn?: readonly HarmonisedUnit[] | undefined;
	readonly concepts: readonly Concept[];
	readonly indicators: readonly Indicator[];
	readonly quality: readonly QualityProfile[];
	/** The quality profile by which estimates are labelled. */
	readonly profile: string | undefined;
	readonly plan: EstimatePlan;
	/** By `unit concept`: the rule by which the wave before is not quite comparable. */
	readonly breaks: Readonly<Record<string, string>>;
}

export interface EstimateResult {
	readonly rows: number;
	readonly outcomes: readonly CheckOutcome[];
}

/** In the folder of the step. */
export const estimatesFile = 'estimates.parquet';

/** Every declared indicator of a survey by its standard breakdowns, and the figures it must reproduce. */
export async function estimateSurvey(
	input: EstimateInput,
	folder: string
): Promise<EstimateResult> {
	const engine = await openDuckDB();
	try {
		const options: AskOptions = {
			engine,
			cache: new CellCache(engine),
			folder: '/',
			catalogue: catalogueOf(input)
		};
		const rows: EstimateRow[] = [];
		for (const { table } of input.units)
			for (const asked of questionsOf(input, table)) {
				const answer = await ask(requestOf(asked, input), options);
				rows.push(...rowsOf(asked, answer, { input, table }));
			}
		const path = join(folder, estimatesFile);
		await writeTable({ engine, path, schema: estimateRow, key: estimateKey, rows });
		const outcomes = input.checkedOn
			? await outcomesBefore(input, input.checkedOn)
			: await figureOutcomes(input.survey, options);
		return { rows: rows.length, outcomes };
	} finally {
		engine.close();
	}
}

/**
 * Figures of rows before their protection. To the last digit they would tell, with the rows that are
 * published, what was withheld: only whether they agree is said. An error stays as it was found, for
 * it stops the build.
 */
async function outcomesBefore(
	input: EstimateInput,
	units: readonly HarmonisedUnit[]
): Promise<CheckOutcome[]> {
	const engine = await openDuckDB();
	try {
		const catalogue = catalogueOf({ ...input, units });
		const options = { engine, cache: new CellCache(engine), folder: '/', catalogue };
		const outcomes = await figureOutcomes(input.survey, options);
		return outcomes.map((one) => {
			const [published = ''] = one.expected.split(';');
			if (one.passed) return { ...one, found: published };
			return one.severity === 'error' ? one : { ...one, found: `≠ ${published}` };
		});
	} finally {
		engine.close();
	}
}

/** What `ask` needs of a catalogue. */
const catalogueOf = ({ survey, units, concepts, quality }: EstimateInput) =>
	({
		surveys: [{ id: survey.id, tables: units.map(({ table }) => table) }],
		concepts,
		quality
	}) as unknown as Catalogue;

interface RowContext {
	readonly input: EstimateInput;
	readonly table: UnitTable;
}

function rowsOf(asked: Asked, answer: EstimateSet, context: RowContext): EstimateRow[] {
	const whole = asked.by.length === 0 && asked.territory === undefined;
	const estimates = whole ? [answer.overall] : answer.estimates;
	return estimates.map((one) => ({
		...placeOf(asked, one.domain, { survey: context.input.survey, table: context.table }),
		...numbersOf(one),
		...{ level: answer.level, unsure: answer.unsure },
		...aboutOf(asked, context)
	}));
}

const aboutOf = ({ indicator }: Asked, { input }: RowContext) => ({
	profile: input.profile ?? '',
	suppressed: false,
	break_before: input.breaks[`${indicator.unit} ${indicator.concept}`] ?? '',
	fieldwork_end: input.survey.fieldwork.end,
	vintage: '',
	synthetic: input.survey.synthetic
});

function numbersOf(one: Estimate) {
	const common = { n: one.n, unsure_share: one.unsureShare };
	if (one.kind === 'withheld')
		return {
			...common,
			...{ estimate: null, standard_error: null, lower: null, upper: null, interval: '' },
			...{ events: null, df: null, deff: null, cv: null, bound_lower: null, bound_upper: null },
			...{ precision: '', quality: '', quality_reasons: '', withheld: one.reason }
		};
	return {
		...common,
		...{ estimate: one.estimate, standard_error: one.standardError },
		...{ lower: one.lower, upper: one.upper, interval: one.interval },
		...{ events: one.events, df: one.df, deff: one.deff, cv: one.cv },
		...{ bound_lower: one.bounds?.lower ?? null, bound_upper: one.bounds?.upper ?? null },
		...{ precision: one.precision, quality: one.quality?.label ?? '' },
		quality_reasons: one.quality ? reasonsText(one.quality.reasons) : '',
		withheld: ''
	};
}
