import type { Comparability } from './comparability.ts';
import type { EstimateRow } from './estimate-row.ts';
import { byEnd, isShown } from './gap-board.ts';
import type { SeriesFields } from './series-fields.ts';

/** What of a row decides whether its country stands beside another. */
type PeerRow = Pick<
	EstimateRow,
	'estimate' | 'suppressed' | 'quality' | 'fieldwork_end' | 'source'
>;

/** A figure of all people of a country. */
export interface CountryFigure<Row extends PeerRow = EstimateRow> {
	readonly country: string;
	readonly row: Row;
}

export interface Apart<Row extends PeerRow = EstimateRow> extends CountryFigure<Row> {
	readonly found: Comparability;
	/** With whom: the own country, or one that stands beside it. */
	readonly against: CountryFigure<Row>;
}

/** Figures of one indicator: those that may stand beside each other, and those that may not. */
export interface Peers<Row extends PeerRow = EstimateRow> {
	readonly own: CountryFigure<Row>;
	/** By country, which is no order of size; every two of them and the own one may be compared. */
	readonly beside: readonly CountryFigure<Row>[];
	/** Told in words, never drawn; one a country. */
	readonly apart: readonly Apart<Row>[];
}

type Verdict<Row> = (a: Row, b: Row) => Comparability;

/** Whether two figures may stand side by side as they are: nothing has to be recomputed before. */
export const standsBeside = ({ verdict, recompute }: Comparability): boolean =>
	verdict !== 'not-comparable' && recompute === undefined;

const latestFirst = <Row extends PeerRow>(rows: readonly CountryFigure<Row>[]) =>
	rows.toSorted((a, b) => byEnd(b.row, a.row));

/**
 * The latest shown figure of the own country, and of each other country the latest that the rule of
 * comparability lets stand beside it and beside all that stand there already. Undefined where the own
 * country has no figure or nobody else has one. No ranks: nothing here looks at a value.
 */
export function peersOf<Row extends PeerRow = EstimateRow>(
	country: string,
	figures: readonly CountryFigure<Row>[],
	compared: Verdict<Row>
): Peers<Row> | undefined {
	const shown = latestFirst(figures.filter(({ row }) => isShown(row)));
	const own = shown.find((one) => one.country === country);
	const names = [...new Set(shown.map((one) => one.country))].filter((one) => one !== country);
	if (!own || names.length === 0) return undefined;
	const [beside, apart]: [CountryFigure<Row>[], Apart<Row>[]] = [[], []];
	for (const name of names.sort()) {
		const candidates = shown.filter((one) => one.country === name);
		const judged = candidates.map((one) => refusal(one, [own, ...beside], compared));
		const at = judged.indexOf(undefined);
		if (at >= 0) beside.push(candidates[at]!);
		else apart.push(judged[0]!);
	}
	return { own, beside, apart };
}

function refusal<Row extends PeerRow>(
	figure: CountryFigure<Row>,
	among: readonly CountryFigure<Row>[],
	compared: Verdict<Row>
): Apart<Row> | undefined {
	for (const against of among) {
		const found = compared(against.row, figure.row);
		if (!standsBeside(found)) return { ...figure, found, against };
	}
	return undefined;
}

/**
 * Whether two intervals have a value in common; undefined where one of them is no more than a lower
 * bound of how unsure the figure is, or has no interval.
 */
export function intervalsOverlap(a: EstimateRow, b: EstimateRow): boolean | undefined {
	if (a.precision !== 'design-based' || b.precision !== 'design-based') return undefined;
	if (a.lower === null || a.upper === null || b.lower === null || b.upper === null)
		return undefined;
	return a.lower <= b.upper && b.lower <= a.upper;
}

/**
 * Why a published series is not drawn country beside country: counts grow with the country, and the
 * work of the police is no measure of the country. Undefined: it is.
 */
export function noPeersReason({
	measures,
	value
}: Pick<SeriesFields, 'measures' | 'value'>): 'activity' | 'counts' | undefined {
	if (measures === 'enforcement') return 'activity';
	return value.kind === 'count' || value.kind === 'quantity' ? 'counts' : undefined;
}
