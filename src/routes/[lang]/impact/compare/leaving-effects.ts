import {
	type EffectRow,
	type EffectTableOptions,
	blankEffect,
	effectTable
} from '#lib/export/tables/effect-table.ts';
import { safeName } from '#lib/export/tables/file-names.ts';
import type { Cell, LeavingTable, TableSource } from '#lib/export/tables/leaving-table.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ComparedEntry, Metric } from '../words/compared.ts';
import type { EffectFacts } from '../words/effect-facts.ts';

import { type CompareView, openingView } from './compare-view.ts';
import type { Together } from './pooled.ts';

/** A programme with what a file says of it. */
export interface LeavingEffect {
	readonly entry: ComparedEntry;
	readonly facts: EffectFacts;
	readonly producer: string;
}

type About = Pick<
	EffectTableOptions,
	'title' | 'subtitle' | 'notes' | 'locale' | 'release' | 'address' | 'created'
>;

interface LeavingOptions extends About {
	readonly view: CompareView;
	readonly found: Together;
}

/** The comparison as every file has it: a row a programme, and what they tell together below them. */
export function leavingEffects(
	effects: readonly LeavingEffect[],
	{ view, found, ...about }: LeavingOptions
): LeavingTable {
	const { locale, release, address } = about;
	const asked = {
		metric: view.metric,
		found,
		address,
		none: m.impact_compare_none_metric({}, { locale })
	};
	return effectTable({
		...about,
		name: viewName(view),
		rows: [
			...effects.map((one) => effectRow(one, asked)),
			...pooledRows(effects, { ...asked, release: release.id })
		],
		sources: effects.map(tableSource)
	});
}

/** Such as `impact-compare_relative_by-type_only-country-XVA`. */
function viewName({ metric, by, family, filters }: CompareView): string {
	return safeName([
		...['impact-compare', metric, ...(by === openingView.by ? [] : [`by-${by}`])],
		...(family === '' ? [] : [family]),
		...Object.entries(filters).map(([key, code]) => `only-${key}-${code}`)
	]);
}

interface Asked {
	readonly metric: Metric;
	readonly found: Together;
	readonly address: string;
	/** Said of an effect that is not known in this measure. */
	readonly none: string;
}

function effectRow({ entry, facts }: LeavingEffect, asked: Asked): EffectRow {
	const { address, metric } = asked;
	return {
		...facts,
		programme_label: entry.title,
		...noTogether,
		...measureCells(metric),
		...shownCells({ entry, facts }, asked),
		weight: weightOf(entry.id, asked.found),
		page: new URL(`../${entry.id}/`, address).href,
		address
	};
}

const noTogether = { prediction_lower: null, prediction_upper: null } as const;

const measureCells = (metric: Metric) => ({
	measure: metric,
	unit_measure: metric === 'relative' ? 'proportion' : 'standard-deviation'
});

const noNumber = { estimate: null, standard_error: null, lower: null, upper: null } as const;

/** As the picture shows it: a word where there is no number, no limits where it is no effect. */
function shownCells(
	{ entry: { values, isEffect, why }, facts }: Pick<LeavingEffect, 'entry' | 'facts'>,
	{ metric, none }: Pick<Asked, 'metric' | 'none'>
): Pick<EffectRow, keyof typeof noNumber | 'status' | 'status_detail'> {
	const value = values[metric];
	if (facts.verdict === 'refused') return { ...noNumber, status: 'refused', status_detail: why };
	if (value === null) return { ...noNumber, status: 'no-measure', status_detail: why || none };
	const { estimate, standardError, lower, upper } = value;
	if (!isEffect) return { ...noNumber, estimate, status: 'not-an-effect', status_detail: why };
	return {
		estimate,
		standard_error: standardError,
		lower,
		upper,
		status: 'effect',
		status_detail: ''
	};
}

const weightOf = (id: string, found: Together): number | null =>
	found.kind === 'pooled' ? (found.effect.weights[found.ids.indexOf(id)] ?? null) : null;

function pooledRows(
	[first, ...others]: readonly LeavingEffect[],
	{ found, metric, address, release }: Asked & { readonly release: string }
): EffectRow[] {
	if (found.kind !== 'pooled' || !first) return [];
	const { estimate, standardError, interval, prediction, level, p, df } = found.effect;
	const all = [first, ...others];
	const distinct = (of: (one: LeavingEffect) => Cell) => [...new Set(all.map(of))].join('; ');
	return [
		{
			...{ ...blankEffect, ...measureCells(metric), status: 'pooled' },
			...{ estimate, standard_error: standardError, ...interval, level, p, df },
			prediction_lower: prediction?.lower ?? null,
			prediction_upper: prediction?.upper ?? null,
			outcome_family: first.facts.outcome_family,
			...{ estimator: 'REML', variance: 'Knapp-Hartung', status_detail: found.ids.join('; ') },
			synthetic: String(all.some(({ entry }) => entry.synthetic)),
			citation: distinct(({ facts }) => facts.citation),
			licence: distinct(({ facts }) => facts.licence),
			...{ page: address, release, address }
		}
	];
}

const tableSource = ({ entry, facts, producer }: LeavingEffect): TableSource => ({
	...{ id: entry.id, title: entry.title, producer },
	...{ citation: facts.citation, licence: facts.licence }
});
