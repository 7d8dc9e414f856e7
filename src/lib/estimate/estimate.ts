import { DomainError } from '#lib/errors.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type QuantileInterval, quantileIntervals } from '#lib/stats/quantiles/quantile-options.ts';
import { answer, isShare } from './answer.ts';
import { degreesOf } from './degrees-of.ts';
import { type CellDomains, domainSums, sidesOf } from './domains.ts';
import type { Cells } from './cells.ts';
import { type DomainResult, domainResult } from './domain-result.ts';
import { type MeasuredCells, isLinear, measuredCells } from './measured-cells.ts';
import { type EstimateOptions, type Prepared, prepared } from './prepared.ts';
import { reproducingSql } from './reproducing-sql.ts';
import { rowResults } from './row-results.ts';
import { stratumName } from './sample-frame.ts';
import { withLiterals } from './sql.ts';
import { unsureStays } from './unsure.ts';

/** More domains than anybody reads, and than a browser should be asked for. */
const domainLimit = 10_000;

/** A question with everything read that it needs. */
interface Asked extends Prepared {
	readonly request: EstimateRequest;
	/** What is asked for as sums over cells; made once for each treatment of "don't know". */
	readonly numbers: (unsureIsCategory: boolean) => readonly MeasuredCells[];
}

function numbersOf({ cells, table }: Prepared, { measure }: EstimateRequest): Asked['numbers'] {
	const made = new Map<boolean, readonly MeasuredCells[]>();
	return (unsureIsCategory) => {
		const known = made.get(unsureIsCategory);
		if (known) return known;
		const { concept } = measure;
		const linear = isLinear(measure) ? measure : ({ statistic: 'mean', concept } as const);
		const numbers = measuredCells(cells, linear, { table, unsureIsCategory });
		made.set(unsureIsCategory, numbers);
		return numbers;
	};
}

/**
 * Answers one request from one table. Same statements and same sums, and so the same numbers, on
 * every engine. Agrees with R survey 4.5 `svymean`, `svytotal`, `svyratio`, `svyvar`, `svyquantile`,
 * `svyby` and `svyciprop` on the subset design.
 */
export async function estimate(
	request: EstimateRequest,
	options: EstimateOptions
): Promise<EstimateSet> {
	return estimateFrom(await prepared([request], options), request);
}

/** Answers a request from what was read for it, maybe together with others. */
export function estimateFrom(read: Prepared, request: EstimateRequest): EstimateSet {
	const asked = { ...read, request, numbers: numbersOf(read, request) };
	const { domains, results, category } = answeredDomains(asked);
	const whole = request.by.length > 0 ? resultsOf(asked, wholeOf(asked), category) : results;
	const parents = parentDomains(asked, { results, whole, category });
	const { table, frame } = read;
	const answered = (result: DomainResult) =>
		answer(result, {
			request,
			df: degreesOf(request.df, asked, result),
			precision: table.completeness === 'full' ? 'design-based' : 'lower-bound',
			assumedDeff: table.assumedDeff,
			borrowedDeff: parents.find(({ covers }) => covers(result))?.deff,
			stratumName: (stratum) => stratumName(table, frame, stratum),
			profiles: read.profiles,
			weightsCountPeople: table.weightSums !== 'sample'
		});
	return {
		estimates: results.map(answered),
		overall: answered(whole[0]!),
		unsure: category ? 'category' : 'exclude',
		...tallied(asked, domains),
		level: request.level,
		sql: statementsOf(asked, category)
	};
}

/** What was read, and where SQL can say it one statement that gives the same numbers. */
function statementsOf({ request, table, sql }: Asked, unsureIsCategory: boolean): string[] {
	const whole = reproducingSql(request, table, unsureIsCategory);
	return [...sql, ...(whole ? [withLiterals(whole)] : [])];
}

/** The domains asked for. */
function answeredDomains(asked: Asked) {
	const { request } = asked;
	const domains = asked.domains(request);
	if (domains.keys.length > domainLimit)
		throw new DomainError(`more than ${domainLimit} domains: ${domains.keys.length}`);
	const category = unsureStays(request, () =>
		sidesOf(asked.cells, asked.numbers(false)[0]!, domains.order)
	);
	return { domains, category, results: resultsOf(asked, domains, category) };
}

const wholeOf = ({ request: { where }, domains }: Asked) => domains({ by: [], where });

/** One result a domain and number that the measure asks for. */
function resultsOf(asked: Asked, domains: CellDomains, unsureIsCategory: boolean): DomainResult[] {
	const { request, cells, frame, design, table } = asked;
	const { measure, level } = request;
	const stratum = frame.sample.stages[0].stratum;
	// Weights that add up to the sample would compare it with a sample of everybody.
	const replacement = request.deff === 'with-replacement' || table.weightSums === 'sample';
	const base = { cells, design, replacement };
	const numbers = asked.numbers(unsureIsCategory);
	return domains.keys.flatMap((categories, d) => {
		const positions = domains.order.subarray(domains.starts[d], domains.starts[d + 1] ?? 0);
		return numbers.flatMap((measured) => {
			const domain = domainSums(cells, measured, positions, { unsureIsCategory, stratum });
			const sums = { categories, ...domain };
			if (isLinear(measure)) return domainResult(measured, sums, base);
			const df = degreesOf(request.df, asked, sums);
			const interval = measure.statistic === 'quantile' ? quantileInterval(request) : 'mean';
			const options = { ...base, df, level, interval };
			return rowResults(measure, sums, options);
		});
	});
}

/** Woodruff's interval, with limits of the share by the method asked for; Wald's unless one is. */
function quantileInterval({ interval }: EstimateRequest): QuantileInterval {
	if (interval === 'auto') return 'mean';
	const known = quantileIntervals.find((one) => one === interval);
	if (!known) throw new DomainError(`interval that quantiles do not have: ${interval}`);
	return known;
}

const isExtreme = ({ n, events }: DomainResult) => n > 0 && (events === 0 || events === n);

interface Parent {
	readonly covers: (result: DomainResult) => boolean;
	readonly deff: number;
}

interface ParentOptions {
	readonly results: readonly DomainResult[];
	readonly whole: readonly DomainResult[];
	readonly category: boolean;
}

/** The domains around those where nobody or everybody has the attribute, the nearest first. */
function parentDomains(asked: Asked, { results, whole, category }: ParentOptions): Parent[] {
	const { request, domains } = asked;
	if (!isShare(request) || ![...results, ...whole].some(isExtreme)) return [];
	const nearer = request.by
		.slice(1)
		.map((_, k) => ({ by: request.by.slice(0, -1 - k), where: request.where }));
	const everybody = request.where.length > 0 ? [{ by: [], where: [] }] : [];
	const of = (options: Pick<EstimateRequest, 'by' | 'where'>) =>
		resultsOf(asked, domains(options), category);
	return [...nearer.flatMap(of), ...whole, ...everybody.flatMap(of)]
		.filter((one) => !isExtreme(one))
		.flatMap((one) => {
			const covers = (other: DomainResult) => isAround(one, other);
			return one.borrowable === undefined ? [] : [{ deff: one.borrowable, covers }];
		});
}

const isAround = (parent: DomainResult, { categories, part }: DomainResult) =>
	parent.categories.every((category, i) => categories[i] === category) &&
	JSON.stringify(parent.part) === JSON.stringify(part);

/** Cases without a value by reason, and those with one that have no category of the breakdown. */
function tallied({ cells, numbers }: Asked, { order, outside }: CellDomains) {
	const { status } = numbers(false)[0]!;
	const inside = tally(cells, status, order);
	const beside = tally(cells, status, outside);
	const missing = missingReasons.map(
		(reason, k) => [reason, inside[k + 1]! + beside[k + 1]!] as const
	);
	return {
		missing: Object.fromEntries(missing.filter(([, n]) => n > 0)),
		withoutBreakdown: beside[0]!
	};
}

/** Cases by status. */
function tally({ n }: Cells, status: ArrayLike<number>, positions: Int32Array): Float64Array {
	const counts = new Float64Array(missingReasons.length + 1);
	for (let k = 0; k < positions.length; k++) counts[status[positions[k]!]!]! += n[positions[k]!]!;
	return counts;
}
