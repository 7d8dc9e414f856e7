import type { PlotOptions } from '@observablehq/plot';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import type { EstimateRow } from '#lib/charts/estimate-rows.ts';

/** A good estimate with its interval; its text is its share in percent. */
export const estimateRow = (
	label: string,
	group: string,
	value: number,
	changes: Partial<EstimateRow> = {}
): EstimateRow => ({
	label,
	group,
	value,
	lower: Math.max(0, value - 0.02),
	upper: Math.min(1, value + 0.02),
	precision: 'design-based',
	text: `${(value * 100).toFixed(1)} %`,
	...changes
});

export const withheldRow = (label: string, group: string): EstimateRow =>
	estimateRow(label, group, 0, {
		...{ value: undefined, lower: undefined, upper: undefined },
		text: 'no cases'
	});

/** What every chart of shares is asked for. */
export const shareOptions = {
	width: 760,
	unit: 'share',
	formatTick: (value: number) => `tick ${value.toFixed(3)}`,
	isShare: true
};

/** A chart as the body of a page, drawn without a browser. */
export function picture(options: PlotOptions): HTMLElement {
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	document.body.innerHTML = chartSvg(options, document);
	return document.body;
}

/** Texts of a chart, each once, without what only a pointer shows. */
export function visibleTexts(body: HTMLElement): string[] {
	for (const title of body.querySelectorAll('title')) title.remove();
	return [...body.querySelectorAll('text')].map(
		(text) =>
			[...text.querySelectorAll('tspan')].map((line) => line.textContent).join(' ') ||
			text.textContent
	);
}

/** Places of rows in the order in which a pointer can choose them. */
export const chosenPlaces = (body: HTMLElement): number[] =>
	[...body.querySelectorAll('[data-row]')].map((target) => Number(target.getAttribute('data-row')));

const kinds = ['good', 'poor', 'open', 'without limits', 'withheld'] as const;

/** Rows of every kind over a grid of two breakdowns, with figures that are all different. */
export const someRows = (labels: readonly string[], groups: readonly string[]) =>
	fc
		.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 89 })), {
			minLength: labels.length * groups.length,
			maxLength: labels.length * groups.length
		})
		.map((drawn) =>
			labels.flatMap((label, i) =>
				groups.map((group, j) => {
					const at = i * groups.length + j;
					const [kind, percent] = drawn[at]!;
					return rowOf(kind, label, { group, value: percent / 100 + at / 10_000 });
				})
			)
		);

function rowOf(
	kind: (typeof kinds)[number],
	label: string,
	{ group, value }: { group: string; value: number }
): EstimateRow {
	const text = `=${(value * 100).toFixed(2)}=`;
	if (kind === 'withheld') return withheldRow(label, group);
	if (kind === 'poor') return estimateRow(label, group, value, { text, word: 'weak' });
	if (kind === 'open') return estimateRow(label, group, value, { text, precision: 'lower-bound' });
	if (kind === 'good') return estimateRow(label, group, value, { text });
	return estimateRow(label, group, value, { text, lower: undefined, upper: undefined });
}
