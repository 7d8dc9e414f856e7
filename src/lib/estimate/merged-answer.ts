import type { DomainFilter } from '#lib/model/estimate-request.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { DomainKey } from '#lib/model/estimate.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import {
	type PublishedQuestion,
	type ShownAnswer,
	type ShownFigure,
	domainsOf,
	isAbout,
	shownRow
} from '#lib/model/shown-answer.ts';
import { type MergedRows, replicateEstimate } from './replicate-estimate.ts';

/** What a release tells of one indicator of a survey whose rows it does not have. */
export interface ReadyRows {
	readonly figures: readonly EstimateRow[];
	readonly replicates: readonly ReplicateRow[];
}

export interface MergedQuestion extends PublishedQuestion {
	/** Who counts: people of these categories, merged where a domain has several of them. */
	readonly where: readonly DomainFilter[];
}

/** A published figure that is part of a domain, with its totals where they are published. */
interface ReadyCell {
	readonly row: EstimateRow;
	readonly totals: ReplicateRow | undefined;
}

/**
 * The published figures that a domain of a question is made of. Where there is no row there was
 * nobody: what is withheld has a row that says so.
 */
function cellsOf(
	{ figures, replicates }: ReadyRows,
	domain: DomainKey,
	{ where, country }: MergedQuestion
): ReadyCell[] {
	const rest = where.filter(({ concept }) => !domain.some((one) => one.concept === concept));
	const chosen = (concept: string) => rest.find((one) => one.concept === concept)?.categories ?? [];
	const keys = domainsOf({ by: rest.map(({ concept }) => concept), categoriesOf: chosen });
	return keys.flatMap((key) => {
		const about = [...domain, ...key];
		const row = figures.find((one) => isAbout(one, about, country));
		if (!row) return [];
		return [{ row, totals: replicates.find((one) => isAbout(one, about, country)) }];
	});
}

const hasCases = ({ row }: ReadyCell) => row.withheld !== 'no-cases';

/**
 * The totals of a domain under the replicate weights, one row a published figure of it; undefined
 * where one of these figures has none, or where it is about nobody.
 */
export function mergedRows(
	ready: ReadyRows,
	domain: DomainKey,
	question: MergedQuestion
): MergedRows | undefined {
	const cells = cellsOf(ready, domain, question).filter(hasCases);
	const rows = cells.flatMap(({ totals }) => totals ?? []);
	return rows.length > 0 && rows.length === cells.length ? rows : undefined;
}

/**
 * The answer for some categories only, from figures that stand ready: a domain that is one of them
 * is that figure, of several it is their totals added up (`replicateEstimate`). Withheld as soon as
 * one of them is. Undefined where nothing of it stands ready.
 */
export function mergedAnswer(ready: ReadyRows, question: MergedQuestion): ShownAnswer | undefined {
	const figures = domainsWithin(question).flatMap((domain) => {
		const cells = cellsOf(ready, domain, question);
		return cells.length > 0 ? [figureOf(cells, domain)] : [];
	});
	const whole = wholeCells(ready, question);
	const [first] = whole;
	if (!first || figures.length === 0) return undefined;
	const said = ready.figures.find(({ unsure }) => unsure !== '')?.unsure;
	return {
		figures,
		overall: figureOf(whole, []),
		level: first.row.level,
		unsure: said === 'category' ? 'category' : 'exclude',
		...unsureOf(whole.filter(hasCases)),
		withoutBreakdown: 0,
		sql: []
	};
}

/** A figure that was added up, and what of. */
export interface MergedFigure {
	readonly domain: DomainKey;
	readonly rows: MergedRows;
}

/**
 * The totals behind every figure of an answer that was added up, the whole last; a figure that is one
 * published figure is not among them, nor one that is withheld.
 */
export function mergedFigures(ready: ReadyRows, question: MergedQuestion): MergedFigure[] {
	const domains = question.by.length === 0 ? [] : domainsWithin(question);
	const all = [
		...domains.map((domain) => ({ domain, cells: cellsOf(ready, domain, question) })),
		{ domain: [], cells: wholeCells(ready, question) }
	];
	return all.flatMap(({ domain, cells }) => {
		const people = cells.filter(hasCases);
		const isMerged = people.length > 1 && figureOf(people, domain).kind === 'figure';
		return isMerged ? [{ domain, rows: people.flatMap(({ totals }) => totals ?? []) }] : [];
	});
}

/** The domains of a breakdown that the filters leave. */
function domainsWithin({ by, where, categoriesOf }: MergedQuestion): DomainKey[] {
	const within = (concept: string) => {
		const only = where.find((one) => one.concept === concept);
		const all = categoriesOf(concept);
		return only ? all.filter((category) => only.categories.includes(category)) : all;
	};
	return domainsOf({ by, categoriesOf: within });
}

/**
 * The cells of all domains together. By the filters alone, as the rows would count who has no
 * category of the breakdown too; where totals of these lack, by those of the breakdown as well,
 * provided that it leaves nobody out.
 */
function wholeCells(ready: ReadyRows, question: MergedQuestion): readonly ReadyCell[] {
	const whole = cellsOf(ready, [], question);
	const isShown = (cells: readonly ReadyCell[]) =>
		cells.length > 0 && figureOf(cells, []).kind === 'figure';
	if (question.by.length === 0 || isShown(whole)) return whole;
	const parts = domainsWithin(question).flatMap((domain) => cellsOf(ready, domain, question));
	return isShown(parts) && leavesNobodyOut(ready, question) ? parts : whole;
}

/** Whether everybody who counts has a category of the breakdown, as far as rounded totals tell. */
function leavesNobodyOut(ready: ReadyRows, question: MergedQuestion): boolean {
	const plain = { ...question, where: [] };
	const whole = mergedRows(ready, [], plain)?.[0];
	const parts = domainsOf(plain).flatMap((domain) => cellsOf(ready, domain, plain));
	const rows = parts.filter(hasCases).map(({ totals }) => totals);
	if (!whole || !rows.every((row) => row !== undefined)) return false;
	const people = ({ denominator }: ReplicateRow) => denominator[0]!;
	const roundedBy = (row: ReplicateRow) =>
		0.5 * 10 ** (Math.floor(Math.log10(people(row))) + 1 - row.digits);
	const left = people(whole) - rows.reduce((sum, row) => sum + people(row), 0);
	return Math.abs(left) <= [whole, ...rows].reduce((sum, row) => sum + roundedBy(row), 0);
}

/** Of one or more cells. */
function figureOf(all: readonly ReadyCell[], domain: DomainKey): ShownFigure {
	const cells = all.filter(hasCases);
	const { row: first } = cells[0] ?? all[0]!;
	if (cells.length < 2) return shownRow(first, domain);
	const none = cells.find(({ row }) => row.estimate === null);
	if (none) return { ...shownRow(none.row, domain), n: null };
	const rows = cells.flatMap(({ totals }) => totals ?? []);
	const nothing = { kind: 'none', domain, details: [], n: null } as const;
	if (rows.length < cells.length) return { ...nothing, reason: 'suppressed' };
	const made = replicateEstimate(rows, { level: first.level });
	if (!made) return { ...nothing, reason: 'zero-denominator' };
	const { assumedDeff: _, ...estimated } = made;
	const n = sumOf(cells.map(({ row }) => row.n));
	return { kind: 'figure', domain, n, events: null, ...estimated, deff: null, quality: null };
}

const sumOf = (values: readonly (number | null)[]): number | null =>
	values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);

/**
 * Who did not take a side in a merged group, and how far it could be off because of them: shares of
 * those asked, so that they are weighted by them.
 */
function unsureOf(cells: readonly ReadyCell[]): Pick<ShownAnswer, 'unsureShare' | 'bounds'> {
	const asked = cells.map(({ row, totals }) => {
		const counted = cells.length === 1 ? 1 : (totals?.denominator[0] ?? NaN);
		return row.unsure === 'exclude' ? counted / (1 - (row.unsure_share ?? NaN)) : counted;
	});
	const all = asked.reduce((sum, one) => sum + one, 0);
	const shareOf = (valueOf: (row: EstimateRow) => number | null) => {
		const shares = cells.map(({ row }, i) => (asked[i]! / all) * (valueOf(row) ?? NaN));
		const share = shares.reduce((sum, one) => sum + one, 0);
		return Number.isFinite(share) ? share : undefined;
	};
	const lower = shareOf((row) => row.bound_lower);
	const upper = shareOf((row) => row.bound_upper);
	return {
		unsureShare: shareOf((row) => row.unsure_share) ?? 0,
		bounds: lower === undefined || upper === undefined ? null : { lower, upper }
	};
}
