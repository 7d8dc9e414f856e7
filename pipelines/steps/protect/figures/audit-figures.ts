import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { CountedCell } from './cell-counts.ts';
import { cellKey, figureKey, rowFigure } from './cell-key.ts';
import { primaryReason } from './primary-cells.ts';
import { tightCells } from '../linked/tight-cells.ts';
import type { SubjectCells } from './withheld-cells.ts';

/** Something of a release that tells more than it may. */
export interface Leak {
	readonly artefact: string;
	/**
	 * left: a number, or a word made of one, in a withheld row. shown: a figure that a rule withholds.
	 * bounded: a withheld count that follows from what is shown. comparison: of a withheld figure.
	 * earlier: shown by a release that is still online. frozen: shown by a baseline. report: follows
	 * from the counts of a report. page: a page of a protected survey made from its rows. replicates:
	 * totals of a withheld figure. stray: a file that no artefact lists, or of no kind that is audited.
	 */
	readonly kind:
		| 'left'
		| 'shown'
		| 'bounded'
		| 'comparison'
		| 'earlier'
		| 'frozen'
		| 'report'
		| 'page'
		| 'replicates'
		| 'stray';
	/** Which figure, count or file. */
	readonly where: string;
}

export interface FiguresAudit {
	readonly leaks: readonly Leak[];
	/** Figures of the subjects, one a cell, and how many of them are withheld. */
	readonly cells: number;
	readonly withheld: number;
	/** Of all withheld counts the one with the least room for what it needs. */
	readonly tightest: { readonly width: number; readonly required: number } | null;
	readonly linearPrograms: number;
}

export interface AuditFiguresInput {
	readonly source: { readonly id: string; readonly country: string };
	readonly rules: DisclosureRules;
	/** What the figures were computed from. */
	readonly subjects: readonly SubjectCells[];
	readonly isPublished: (cell: CountedCell) => boolean;
	/** The rows of the survey in the last file, as anybody reads them. */
	readonly rows: readonly EstimateRow[];
}

const artefact = 'estimates.parquet';

const freeWords: readonly (keyof EstimateRow)[] = [
	...(['unsure', 'interval', 'precision', 'quality', 'quality_reasons'] as const)
];

const numbers = [
	...['estimate', 'standard_error', 'lower', 'upper', 'n', 'events', 'df', 'deff', 'cv'],
	...['unsure_share', 'bound_lower', 'bound_upper']
] as const satisfies readonly (keyof EstimateRow)[];

const placeText = (row: EstimateRow) =>
	[row.source, row.indicator, row.territory, row.category_1, row.category_2]
		.filter((word) => word !== '')
		.join(' ');

/** What is left in a row that says it is withheld: from an error and a design effect follows n. */
const isLeft = (row: EstimateRow) =>
	row.suppressed &&
	(numbers.some((name) => row[name] !== null) || freeWords.some((name) => row[name] !== ''));

/**
 * What somebody could learn of single people from the figures of a survey: knowing exactly the
 * people behind every figure that is shown, and how the tables add up, without knowing any row.
 */
export async function auditFigures(input: AuditFiguresInput): Promise<FiguresAudit> {
	const { rows, subjects, source } = input;
	const leaks: Leak[] = rows
		.filter(isLeft)
		.map((row) => ({ artefact, kind: 'left', where: placeText(row) }));
	const shown = new Set(
		rows.filter(({ suppressed }) => !suppressed).map((row) => rowFigure(row, source.country))
	);
	let [cells, withheld, linearPrograms] = [0, 0, 0];
	let tightest: FiguresAudit['tightest'] = null;
	for (const subject of subjects) {
		const audit = await auditSubject(subject, shown, input);
		leaks.push(...audit.leaks);
		cells += subject.cells.length;
		withheld += audit.withheld;
		linearPrograms += audit.linearPrograms;
		tightest = tighter(tightest, audit.tightest);
	}
	return { leaks, cells, withheld, tightest, linearPrograms };
}

type Tightest = { readonly width: number; readonly required: number } | null | undefined;

function tighter(one: Tightest, other: Tightest): FiguresAudit['tightest'] {
	if (!one || !other) return pick(one ?? other);
	return pick(one.width * other.required <= other.width * one.required ? one : other);
}

const pick = (one: Tightest) => (one ? { width: one.width, required: one.required } : null);

async function auditSubject(
	{ subject, cells, tables }: SubjectCells,
	shown: ReadonlySet<string>,
	{ rules, isPublished, source }: AuditFiguresInput
) {
	const isShown = ({ table, place }: CountedCell) =>
		subject.indicators.some(({ id }) => shown.has(figureKey(id, cellKey(table, place))));
	const name = (cell: CountedCell) =>
		[source.id, subject.concept, ...Object.values(cell.place)].join(' ');
	const suppressed = Uint8Array.from(cells, (cell) => (isShown(cell) ? 0 : 1));
	const wrong = cells.filter(
		(cell, i) =>
			suppressed[i] === 0 && primaryReason(cell, { subject, rules, isPublished }) !== undefined
	);
	const { tight, tightest, linearPrograms } = await tightCells(tables, suppressed, {
		k: rules.k,
		share: rules.width
	});
	const bounded = new Set(tight.map(({ cell }) => cell));
	const leaks: Leak[] = [
		...wrong.map((cell) => ({ artefact, kind: 'shown' as const, where: name(cell) })),
		...[...bounded].map((i) => ({ artefact, kind: 'bounded' as const, where: name(cells[i]!) }))
	];
	return { leaks, withheld: suppressed.reduce((a, b) => a + b, 0), tightest, linearPrograms };
}
