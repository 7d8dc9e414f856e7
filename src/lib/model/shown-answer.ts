import type { EstimateRow } from './estimate-row.ts';
import {
	type AnsweredEstimate,
	type DomainKey,
	type Estimate,
	type EstimateSet,
	type Part,
	type QualityVerdict,
	type WithheldReason,
	appliedInterval,
	precision,
	withheldReason
} from './estimate.ts';
import { reasonsOf } from './quality-reasons.ts';

/**
 * Why there is a word in the place of a number; suppressed: it would tell of single people;
 * ages-absent: a group that has nobody of an age cannot have the ages of all.
 */
export type NoFigureReason = WithheldReason | 'suppressed' | 'ages-absent';

/** What a reader may see of one figure, wherever it goes: chart, table, file, sentence, address. */
export type ShownFigure =
	| ({
			readonly kind: 'figure';
			readonly domain: DomainKey;
			/** Which of several numbers of a domain: a category of a distribution. */
			readonly part?: Part | undefined;
			readonly n: number | null;
			/** How many of them have the attribute; null where it is not told. */
			readonly events: number | null;
			readonly quality: Pick<QualityVerdict, 'label' | 'reasons'> | null;
	  } & Pick<
			AnsweredEstimate,
			'estimate' | 'standardError' | 'lower' | 'upper' | 'interval' | 'df' | 'deff' | 'precision'
	  >)
	| {
			readonly kind: 'none';
			readonly domain: DomainKey;
			readonly part?: Part | undefined;
			readonly reason: NoFigureReason;
			/** What the reason is about, such as the names of strata. */
			readonly details: readonly string[];
			/** null: not told. */
			readonly n: number | null;
	  };

/** The answer to a question, as it may be shown. */
export interface ShownAnswer {
	readonly figures: readonly ShownFigure[];
	/** The whole domain, whatever the breakdown. */
	readonly overall: ShownFigure;
	readonly level: number;
	readonly unsure: EstimateSet['unsure'];
	/** Of the whole domain, and how far it could be off because of them. */
	readonly unsureShare: number;
	readonly bounds: AnsweredEstimate['bounds'];
	readonly withoutBreakdown: number;
	/** Empty where the figures came ready. */
	readonly sql: readonly string[];
}

/** What may be shown of an estimate made from rows that are published. */
function shownEstimate(one: Estimate): ShownFigure {
	const { n } = one;
	const place = { domain: one.domain, ...(one.part && { part: one.part }) };
	if (one.kind === 'withheld')
		return { kind: 'none', ...place, n, reason: one.reason, details: one.details };
	const { estimate, standardError, lower, upper, interval, df, deff, precision, quality } = one;
	return {
		...{ kind: 'figure', ...place, n, events: one.events, quality },
		...{ estimate, standardError, lower, upper },
		...{ interval, df, deff, precision }
	};
}

/** The answer of the engine, as it may be shown. */
export const shownAnswer = (set: EstimateSet): ShownAnswer => ({
	figures: set.estimates.map(shownEstimate),
	overall: shownEstimate(set.overall),
	level: set.level,
	unsure: set.unsure,
	unsureShare: set.overall.unsureShare,
	bounds: set.overall.kind === 'estimate' ? set.overall.bounds : null,
	withoutBreakdown: set.withoutBreakdown,
	sql: set.sql
});

/** What may be shown of a row of `estimates.parquet`; nothing but the word where it is suppressed. */
export function shownRow(row: EstimateRow, domain: DomainKey): ShownFigure {
	const nothing = { kind: 'none', domain, details: [] } as const;
	if (row.suppressed) return { ...nothing, reason: 'suppressed', n: null };
	const interval = appliedInterval.safeParse(row.interval);
	if (row.estimate === null || row.standard_error === null || !interval.success) {
		const reason = withheldReason.safeParse(row.withheld);
		return { ...nothing, reason: reason.success ? reason.data : 'no-cases', n: row.n };
	}
	return {
		...{ kind: 'figure', domain, n: row.n, events: row.events, estimate: row.estimate },
		...{ standardError: row.standard_error, lower: row.lower, upper: row.upper },
		...{ interval: interval.data, df: row.df, deff: row.deff },
		precision: precision.parse(row.precision),
		quality:
			row.quality === '' ? null : { label: row.quality, reasons: reasonsOf(row.quality_reasons) }
	};
}

export interface PublishedQuestion {
	/** A category for every concept of a domain, in the order of the question. */
	readonly by: readonly string[];
	/** The categories of each concept. */
	readonly categoriesOf: (concept: string) => readonly string[];
	readonly country: string;
}

/** Every domain of a breakdown, in the order of its categories. */
export const domainsOf = ({ by, categoriesOf }: Omit<PublishedQuestion, 'country'>): DomainKey[] =>
	by.reduce<DomainKey[]>(
		(all, concept) =>
			all.flatMap((domain) =>
				categoriesOf(concept).map((category) => [...domain, { concept, category }])
			),
		[[]]
	);

/** The answer that rows of one indicator of one survey hold ready; undefined: they do not. */
export function publishedAnswer(
	rows: readonly EstimateRow[],
	{ by, categoriesOf, country }: PublishedQuestion
): ShownAnswer | undefined {
	const whole = rows.find((row) => row.territory === country && row.by_1 === '');
	if (!whole) return undefined;
	const figures = domainsOf({ by, categoriesOf }).flatMap((domain) => {
		const row = rows.find((one) => isAbout(one, domain, country));
		return row ? [shownRow(row, domain)] : [];
	});
	if (figures.length === 0) return undefined;
	const { bound_lower: lower, bound_upper: upper } = whole;
	return {
		figures,
		overall: shownRow(whole, []),
		level: whole.level,
		unsure: whole.unsure === 'category' ? 'category' : 'exclude',
		unsureShare: whole.unsure_share ?? 0,
		bounds: lower === null || upper === null ? null : { lower, upper },
		withoutBreakdown: 0,
		sql: []
	};
}

type Place = Pick<EstimateRow, 'territory' | 'by_1' | 'category_1' | 'by_2' | 'category_2'>;

/** Whether a row is about a domain: each category by its concept, or by the territory that it is. */
export function isAbout(row: Place, domain: DomainKey, country: string): boolean {
	const named = [[row.by_1, row.category_1] as const, [row.by_2, row.category_2] as const].filter(
		([concept]) => concept !== ''
	);
	const rest = domain.filter(
		({ concept, category }) => !named.some(([by, own]) => by === concept && own === category)
	);
	if (domain.length - rest.length !== named.length) return false;
	const [place, ...others] = rest;
	return others.length === 0 && row.territory === (place?.category ?? country);
}
