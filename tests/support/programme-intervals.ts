import { cumulativeIncidence, incidenceAt } from '#lib/impact/survival/cumulative-incidence.ts';
import { coxModel } from '#lib/impact/survival/cox.ts';
import { followedWhere } from '#lib/impact/survival/followed.ts';
import { interruptedSeries } from '#lib/impact/time-series/interrupted-series.ts';
import { averageEffect, effectAt } from '#lib/impact/time-series/series-effect.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import {
	type DrawnProgramme,
	drawnProgramme,
	outcomeValues,
	ringStarts,
	simpleEffect,
	staggeredEffects,
	twoByTwoEffect
} from './simulated-programmes.ts';

/** What an estimator says of an outcome, and what is true of it. */
export interface KnownEffect {
	readonly name: string;
	readonly truth: number;
	readonly interval: Interval | undefined;
}

interface Column {
	readonly column: string;
	readonly exposure?: string;
	readonly per?: number;
}

const perThousand = (column: string): Column => ({ column, exposure: 'residents', per: 1000 });
const sawSelling = { 'saw-selling': { column: 'saw_selling' } };
const police = { 'police-violence': perThousand('police_complaints') };
const traffic = { 'traffic-accident': { column: 'traffic_accident' } };

/** Outcomes of simulated panels, by scenario. */
const panels: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
	'demo-barrios-claros': {
		...{ ...sawSelling, ...police, ...traffic, arrests: perThousand('arrests') },
		'selling-indoors': { column: 'selling_indoors' }
	},
	'demo-plazas-vivas': { ...sawSelling, ...police, ...traffic },
	'demo-patrulla-cercana': { ...police, ...traffic, stops: perThousand('police_stops') },
	'demo-mesas-barriales': { ...sawSelling, ...traffic, threats: { column: 'knows_of_threats' } },
	'demo-escuelas-abiertas': {
		'cannabis-past-month': { column: 'cannabis_30_days' },
		'trusts-teacher': { column: 'trusts_teacher' },
		'wears-glasses': { column: 'wears_glasses' }
	}
};

/** How the effect of a panel is estimated, as its programme declares it. */
function panelInterval(scenario: string, drawn: DrawnProgramme, outcome: Float64Array) {
	const { table } = drawn;
	switch (scenario) {
		case 'demo-barrios-claros': {
			const without = ringStarts(drawn, 'barrios-claros-neighbours.csv').keys();
			const options = { method: 'reg' } as const;
			const design = { covariate: 'poverty', cluster: 'municipality', without, options };
			return simpleEffect(staggeredEffects(table, { outcome, ...design }))?.interval;
		}
		case 'demo-plazas-vivas': {
			const options = { control: 'not-yet-treated' } as const;
			return simpleEffect(staggeredEffects(table, { outcome, options }))?.interval;
		}
		case 'demo-patrulla-cercana':
			return simpleEffect(staggeredEffects(table, { outcome }))?.interval;
		default: {
			const unit = scenario === 'demo-escuelas-abiertas' ? 'school' : 'neighbourhood';
			return twoByTwoEffect(table, unit, outcome).test?.interval;
		}
	}
}

/** Effects on one outcome of a panel or on all of them. */
export function panelEffects(scenario: string, seed?: number, only?: string): KnownEffect[] {
	const drawn = drawnProgramme(scenario, seed);
	return Object.entries(panels[scenario] ?? {})
		.filter(([id]) => only === undefined || id === only)
		.map(([id, column]) => ({
			name: `${scenario} ${id}`,
			truth: drawn.truth(id).effect,
			interval: panelInterval(scenario, drawn, outcomeValues(drawn.table, column))
		}));
}

/** Of the reform: its mean effect and those at three dates, with and without the control series. */
export function reformEffects(seed?: number): KnownEffect[] {
	const { table, truth } = drawnProgramme('demo-reforma-posesion', seed);
	const series = (column: string) => ({
		...{ time: table.numbers('month'), values: table.numbers(column) },
		exposure: table.numbers('residents')
	});
	const season = { period: 12, harmonics: 1 };
	const method = { kind: 'counts', errors: { kind: 'dispersion' } } as const;
	const columns = [
		['treatment-starts', 'treatment_starts'],
		['prison-possession', 'admissions_possession'],
		['overdose-deaths', 'overdose_deaths'],
		['prison-other', 'admissions_other']
	] as const;
	return columns.flatMap(([id, column]) => {
		const { effect, at = [] } = truth(id);
		const controls = id === 'treatment-starts' ? [series('alcohol_treatment_starts')] : [];
		return [undefined, ...controls].flatMap((control) => {
			const design = { interruption: 61, season, ...(control && { control }) };
			const model = interruptedSeries(series(column), design, method);
			const name = `${id}${control ? ' beyond its control' : ''}`;
			return [
				{ name, truth: effect, interval: averageEffect(model).ratio?.interval },
				...at
					.filter(({ period }) => [72, 84, 96].includes(period))
					.map((one) => ({
						...{ name: `${name} in ${one.period}`, truth: one.effect },
						interval: effectAt(model, one.period).ratio?.interval
					}))
			];
		});
	});
}

const causes = ['re-arrest', 'imprisoned', 'died'];

/** Of the court: hazard ratios, incidences by arm in three windows, differences of shares. */
export function courtEffects(seed?: number): KnownEffect[] {
	const drawn = drawnProgramme('demo-tribunal-tratamiento', seed);
	const { table, truth } = drawn;
	const event = Int32Array.from(table.texts('ending'), (text) => causes.indexOf(text) + 1);
	const followed = { time: table.numbers('weeks'), event };
	const arms = table.texts('arm');
	const outcomes = ['re-arrest', 'imprisoned-other', 'died'];
	const incidences = (['treated', 'comparison'] as const).flatMap((side) => {
		const arm = side === 'treated' ? 'court' : 'usual';
		const curve = cumulativeIncidence(
			followedWhere(followed, (row) => arms[row] === arm),
			causes.length
		);
		return outcomes.flatMap((id, cause) =>
			incidenceAt(curve, cause, [26, 52, 104]).map(({ interval, time }, i) => ({
				...{ name: `${id} by week ${time}, ${side}`, interval },
				truth: truth(id).windows?.[i]?.[side] ?? NaN
			}))
		);
	});
	const hazards = outcomes.map((id, cause) => ({
		...{ name: `hazard ratio of ${id}`, truth: truth(id).effect },
		interval: hazardInterval(
			drawn,
			event.map((code) => Number(code === cause + 1))
		)
	}));
	const shares = [
		['works-after-year', 'works_after_year'],
		['worked-year-before', 'worked_year_before']
	].map(([id = '', column = '']) => ({
		...{ name: id, truth: truth(id).effect },
		interval: shareDifference(table.numbers(column), (row) => arms[row] === 'court')
	}));
	return [...hazards, ...incidences, ...shares];
}

function hazardInterval({ table }: DrawnProgramme, event: Int32Array) {
	const sites = table.texts('site');
	const levels = [...new Set(sites)];
	const strata = { codes: Int32Array.from(sites, (site) => levels.indexOf(site)), levels };
	const court = Float64Array.from(table.texts('arm'), (arm) => Number(arm === 'court'));
	const numbers = ['age', 'woman', 'priors'].map((name) => ({ name, values: table.numbers(name) }));
	const followed = { time: table.numbers('weeks'), event };
	const terms = [{ name: 'court', values: court }, ...numbers];
	const matrix = designMatrix(terms, court.length, { intercept: false });
	return coxModel(followed, matrix, { strata }).coefficients[0]?.interval;
}

function shareDifference(values: Float64Array, isTreated: (row: number) => boolean): Interval {
	const [treated, others] = [true, false].map((side) => {
		const own = values.filter((_, row) => isTreated(row) === side);
		const share = own.reduce((sum, value) => sum + value, 0) / own.length;
		return { share, variance: (share * (1 - share)) / own.length };
	});
	const difference = treated!.share - others!.share;
	const reach = 1.96 * Math.sqrt(treated!.variance + others!.variance);
	return { lower: difference - reach, upper: difference + reach };
}
