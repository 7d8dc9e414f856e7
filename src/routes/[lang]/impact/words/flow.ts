import { type PictureTable, pictureTable } from '#lib/charts/impact/picture-table.ts';
import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { codeWords } from './coded.ts';
import { type ImpactWords, minus } from './impact-words.ts';
import { percentText } from './outcome-formats.ts';
import { headings } from './pictures/picture-view.ts';

export interface FlowView {
	/** Undefined where nobody declared how many there were. */
	readonly table: PictureTable | undefined;
	/** How many more were lost in one arm than in the other, or that nobody knows. */
	readonly text: string;
}

/** Who was left at each step, by arm; undefined of a series, which is of nobody in particular. */
export function flowView({ page, locale }: ImpactWords): FlowView | undefined {
	if (page.programme.design.kind === 'series') return undefined;
	const { flow, design } = page.programme;
	if (flow.length === 0)
		return {
			table: undefined,
			text:
				design.kind === 'panel' || design.kind === 'survey'
					? unitsText({ page, locale })
					: m.impact_flow_none({}, { locale })
		};
	const rows = flow.map(({ step, treated, comparison }) => ({
		step: codeWords('flow', step, locale),
		...{ treated: count(treated, locale), comparison: count(comparison, locale) }
	}));
	const columns = {
		step: m.impact_flow_step({}, { locale }),
		...headings(['treated', 'comparison'], locale)
	};
	return { table: pictureTable(columns, ['step'], rows), text: attritionText({ page, locale }) };
}

/** Territories do not leave: how many there were, and which ones are not compared. */
function unitsText({ page, locale }: Pick<ImpactWords, 'page' | 'locale'>): string {
	const { counts, displacement } = page.evaluation;
	const n = (value: number) => count(value, locale);
	const analysed = {
		...{ units: n(counts.units) },
		...{ treated: n(counts.treatedUnits), comparison: n(counts.comparisonUnits) }
	};
	if (displacement.kind !== 'ring') return m.impact_flow_units(analysed, { locale });
	const { units: ring } = displacement;

	return m.impact_flow_units_ring({ ...analysed, ring: n(ring) }, { locale });
}

function attritionText({ page, locale }: Pick<ImpactWords, 'page' | 'locale'>): string {
	const { attrition } = page.evaluation;
	if (!attrition) return '';
	const points = (value: number) => minus(decimal(100 * value, 1, locale));
	const { treated, comparison, difference, lower, upper } = attrition;
	return m.impact_flow_attrition(
		{
			treated: percentText(treated, 1, locale),
			comparison: percentText(comparison, 1, locale),
			difference: points(difference),
			limits: `${points(lower)} ${m.interval_to({}, { locale })} ${points(upper)}`
		},
		{ locale }
	);
}
