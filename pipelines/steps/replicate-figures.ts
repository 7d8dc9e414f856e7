import { levelsOf } from '#lib/estimate/cells.ts';
import type { CellCache } from '#lib/estimate/cell-cache.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { found } from '#lib/estimate/found.ts';
import { type Prepared, prepared } from '#lib/estimate/prepared.ts';
import { type PsuTotals, type PsuTotalsSet, psuTotals } from '#lib/estimate/psu-totals.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import type { FigureKey } from '#lib/model/replicate-row.ts';
import type { ReplicateTotals } from '#lib/stats/replicates/replicate-totals.ts';
import { type Asked, type QuestionContext, placeOf, requestOf } from './declared-questions.ts';
import type { CountedPeople, Supports } from './protect/totals/concept-groups.ts';
import type { AuditedFigure } from './protect/totals/replicate-audit.ts';
import type { ReplicateWeighting } from './replicate-weights.ts';

/** A figure with its replicate totals, not yet rounded. */
export interface ReplicateFigure extends AuditedFigure {
	readonly asked: Asked;
	readonly place: ReturnType<typeof placeOf>;
	readonly unsure: PsuTotalsSet['unsure'];
	readonly totals: ReplicateTotals;
}

export interface FigureContext extends QuestionContext {
	readonly unit: UnitTable;
	readonly table: EstimateTable;
	readonly cache: CellCache;
	readonly weighting: ReplicateWeighting;
	/** Whether the figure passed the rules of disclosure. */
	readonly publishable: (key: FigureKey) => boolean;
}

/** The figures of a question that may be published, and how many may not. */
export async function replicateFigures(asked: Asked, context: FigureContext) {
	const { table, cache, survey, unit, weighting, publishable } = context;
	const request = estimateRequest.parse(requestOf(asked, context));
	const read = await prepared([request], { table, cache });
	const set = psuTotals(read, request);
	const figures: ReplicateFigure[] = [];
	let withheld = 0;
	for (const domain of set.domains) {
		if (domain.units.length === 0) continue;
		const named = domain.categories.map((category, i) => ({ concept: request.by[i]!, category }));
		const place = placeOf(asked, named, { survey, table: unit });
		if (!publishable(place)) {
			withheld++;
			continue;
		}
		figures.push({
			...{ asked, place, key: keyOf(place), unsure: set.unsure },
			at: Object.fromEntries(named.map(({ concept, category }) => [concept, category])),
			supports: supportsOf(domain, asked, weighting),
			totals: weighting.totals(domain, set.measured, read)
		});
	}
	return { figures, withheld };
}

const keyOf = ({ unit, weight, ...key }: ReturnType<typeof placeOf>): FigureKey => key;

const isCount = ({ indicator: { statistic } }: Pick<Asked, 'indicator'>) => statistic !== 'mean';

/** Less than this share of a unit's people is rounding. */
const nobody = 1e-9;

function supportsOf(
	{ units, numerator, denominator }: PsuTotals,
	asked: Asked,
	{ unitOf }: ReplicateWeighting
): Supports {
	const where = (holds: (k: number) => boolean) => {
		const own = new Set<number>();
		units.forEach((unit, k) => {
			if (holds(k)) own.add(unitOf[unit]!);
		});
		return Int32Array.from(own).sort();
	};
	return {
		members: where(() => true),
		having: where((k) => numerator[k] !== 0),
		lacking: where(
			(k) => isCount(asked) && denominator[k]! - numerator[k]! > nobody * denominator[k]!
		)
	};
}

export interface PeopleOptions {
	readonly asked: Asked;
	readonly unsure: PsuTotalsSet['unsure'];
	/** Concepts by which figures of the indicator are broken down. */
	readonly concepts: readonly string[];
}

/** Everybody who counts in the figures of an indicator, with their categories of all breakdowns. */
export async function countedPeople(
	{ asked, unsure, concepts }: PeopleOptions,
	context: FigureContext
): Promise<CountedPeople> {
	const { table, cache, weighting } = context;
	const request = estimateRequest.parse({
		...requestOf({ ...asked, territory: undefined, by: [] }, context),
		unsure
	});
	const read = await prepared([{ ...request, by: [...concepts] }], { table, cache });
	const set = psuTotals(read, request);
	const counted = set.domains[0]!.counted;
	const { psu } = read.cells;
	return {
		units: counted.map((i) => weighting.unitOf[psu[i]!]!),
		having: Uint8Array.from(counted, (i) => (set.measured.wy[i] === 0 ? 0 : 1)),
		counts: isCount(asked),
		codes: new Map(concepts.map((one) => [one, codesOf(read, one, counted)])),
		categories: new Map(concepts.map((one) => [one, categoriesOf(table, one)]))
	};
}

const categoriesOf = (table: EstimateTable, concept: string) =>
	levelsOf(table, concept).slice(0, -missingReasons.length);

function codesOf({ cells, table }: Prepared, concept: string, counted: Int32Array): Int32Array {
	const size = categoriesOf(table, concept).length;
	const codes = found(cells.codes, concept);
	return counted.map((i) => (codes[i]! < size ? codes[i]! : -1));
}
