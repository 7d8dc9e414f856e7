import type * as Plot from '@observablehq/plot';
import type { EvaluationRefusal, RobustnessRow } from '#lib/model/evaluation.ts';
import { effectSpan, noEffect } from './forest-plot.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, dots, lookOf, pixelPlot, whiskers } from './pixel-marks.ts';
import {
	rowAxis,
	rowAxisHeight,
	type RowFrame,
	rowFrame,
	type RowItem,
	rowTexts
} from './row-frame.ts';
import { known } from './round-ticks.ts';

type Effect = Extract<RobustnessRow['result'], { kind: 'effect' }>;

export interface SpecificationInput {
	readonly main: Effect;
	/** The main effect once more, each with one thing changed. */
	readonly rows: readonly RobustnessRow[];
}

export interface SpecificationWords {
	readonly unit: string;
	readonly main: string;
	/** What was changed. */
	readonly change: (row: RobustnessRow) => string;
	/** Heads the changes, and those where nothing is expected. */
	readonly changes: string;
	readonly placebos: string;
	readonly refusal: (refusal: EvaluationRefusal) => string;
	/** How sure an effect without an interval is; '' where nobody knows. */
	readonly sureness?: (effect: Effect) => string;
	readonly less: string;
	readonly more: string;
	readonly none: string;
	readonly table: Headings<'change' | 'estimate' | 'lower' | 'upper' | 'reason'>;
}

interface SpecificationItem extends RowItem {
	readonly effect?: Effect;
	readonly isPlacebo?: boolean;
}

/** The main effect, what becomes of it when one thing is changed, and effects where none can be. */
export function specificationList(
	input: SpecificationInput,
	options: PictureOptions<SpecificationWords>
): Plot.PlotOptions {
	const { width, words, formats } = options;
	const { scale } = input.main;
	const items = itemsOf(input, options);
	const effects = items.flatMap(({ effect }) => effect ?? []);
	const head = pictureHead({ width, unit: words.unit });
	const on = rowFrame(items, {
		...{ width, above: head.height, below: rowAxisHeight(true) },
		scale: scale === 'ratio' ? 'log' : 'linear',
		x: effectSpan(
			known(effects.flatMap(({ estimate, lower, upper }) => [estimate, lower, upper])),
			scale
		)
	});
	return pixelPlot(on, [
		...head.marks,
		...mainBand(input.main, on),
		...rowAxis(on, {
			...{ tick: formats.tick, none: noEffect(scale) },
			sides: [words.less, words.more]
		}),
		...effectMarks(on),
		...rowTexts(on)
	]);
}

function itemsOf(
	{ main, rows }: SpecificationInput,
	{ words, formats }: TableOptions<SpecificationWords>
): SpecificationItem[] {
	const read = (effect: Effect) => readEffect(effect, { words, formats });
	const item = (row: RobustnessRow): SpecificationItem =>
		row.result.kind === 'effect'
			? {
					...{ name: words.change(row), text: read(row.result) },
					...{ effect: row.result, isPlacebo: row.placebo }
				}
			: { name: words.change(row), text: words.refusal(row.result), kind: 'refused' };
	const part = (name: string, some: readonly RobustnessRow[]): SpecificationItem[] =>
		some.length === 0 ? [] : [{ name, text: '', kind: 'heading' }, ...some.map(item)];
	return [
		{ name: words.main, text: read(main), effect: main, isStrong: true },
		...part(
			words.changes,
			rows.filter(({ placebo }) => !placebo)
		),
		...part(
			words.placebos,
			rows.filter(({ placebo }) => placebo)
		)
	];
}

/** The interval of the main effect through all rows. */
function mainBand(
	{ lower, upper }: Effect,
	{ toX, parts }: RowFrame<SpecificationItem>
): Plot.Markish[] {
	if (lower === null || upper === null) return [];
	return [
		boxes(
			parts.map((part) => ({ x1: toX(lower), x2: toX(upper), ...part })),
			{ fill: lookOf(0).colour, fillOpacity: 0.1 }
		)
	];
}

function effectMarks({ rows, toX }: RowFrame<SpecificationItem>): Plot.Markish[] {
	const [own, placebo] = [lookOf(0), lookOf(2)];
	const drawn = rows.flatMap(({ of: { effect, isPlacebo, isStrong = false }, y }) =>
		effect ? [{ ...effect, y, isStrong, look: isPlacebo ? placebo : own }] : []
	);
	const limited = drawn.flatMap(({ lower, upper, y, look: { colour } }) =>
		lower === null || upper === null
			? []
			: [{ along: 'x' as const, at: y, from: toX(lower), to: toX(upper), colour }]
	);
	const points = (isStrong: boolean) =>
		drawn
			.filter((one) => one.isStrong === isStrong)
			.map(({ estimate, lower, upper, y, look }) => ({
				...{ ...look, x: toX(estimate), y, isHollow: lower === null || upper === null }
			}));
	return [...whiskers(limited), dots(points(false)), dots(points(true), 6)];
}

/** With its interval, or how sure it is without one. */
function readEffect(effect: Effect, { words, formats }: TableOptions<SpecificationWords>): string {
	const { estimate, lower, upper } = effect;
	const sureness =
		lower === null || upper === null
			? (words.sureness?.(effect) ?? '')
			: formats.range(lower, upper);
	return formats.value(estimate) + (sureness === '' ? '' : ` (${sureness})`);
}

export function specificationTable(
	{ main, rows }: SpecificationInput,
	{ words, formats }: TableOptions<SpecificationWords>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const effect = (one: Effect) => ({
		estimate:
			one.lower === null ? readEffect(one, { words, formats }) : formats.value(one.estimate),
		...{ lower: text(one.lower), upper: text(one.upper), reason: '' }
	});
	const texts = rows.map((row) => ({
		change: words.change(row),
		...(row.result.kind === 'effect'
			? effect(row.result)
			: {
					...{ estimate: words.none, lower: words.none, upper: words.none },
					reason: words.refusal(row.result)
				})
	}));
	return pictureTable(
		words.table,
		['change', 'reason'],
		[{ change: words.main, ...effect(main) }, ...texts]
	);
}
