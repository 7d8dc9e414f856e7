import type { ImpactRequestOf, StudiedRequest } from '#lib/model/impact-request.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { eventStudy } from '../did/event-study.ts';
import { sunAbraham } from '../did/sun-abraham.ts';
import { twoByTwo } from '../did/two-by-two.ts';
import { twoWayEffect } from '../did/two-way-effect.ts';
import type { DidEffect, DidOptions, DidResult } from '../did/did-result.ts';
import { type Panel, panel } from '../panel/panel.ts';
import type { PanelRows } from '../panel/panel-rows.ts';
import type { Found } from './estimator.ts';
import { type ImpactRows, treatmentStarts } from './impact-columns.ts';
import { clusterNamed } from './named-estimates.ts';

type PanelMethod = 'two-by-two' | 'two-way' | 'event-study' | 'sun-abraham';
type PanelRequest = Pick<
	Extract<StudiedRequest, { method: 'sun-abraham' }>,
	| ('unit' | 'period' | 'outcome' | 'start' | 'treated' | 'never')
	| ('covariates' | 'cluster' | 'weight')
>;

/** The panel of a request; rows with blanks are left out by it, and told. */
export function panelOf(request: PanelRequest, rows: ImpactRows): Panel {
	const { unit, period, outcome, start, treated, never, cluster, weight } = request;
	const treatment: PanelRows['treatment'] =
		start === undefined
			? { treated: rows.numbers(treated ?? '') }
			: { start: treatmentStarts(rows.labels(start), never) };
	return panel({
		...{ treatment, covariates: covariatesOf(request, rows) },
		unit: rows.labels(unit),
		period: rows.numbers(period),
		outcome: rows.numbers(outcome),
		...(cluster !== undefined && { cluster: rows.labels(cluster) }),
		...(weight !== undefined && { weight: rows.numbers(weight) })
	});
}

/** Numbers as they are, and a column of 1 and 0 for every category but its reference. */
export function covariatesOf({ covariates }: Pick<PanelRequest, 'covariates'>, rows: ImpactRows) {
	const { names, columns } = designMatrix(rows.terms(covariates), rows.size, { intercept: false });
	return names.map((name, j) => ({ name, values: columns[j]! }));
}

const optionsOf = ({ level, wild }: ImpactRequestOf<PanelMethod>): DidOptions => ({
	level,
	...(wild && { wild })
});

const sharedOf = ({ counts, variance, clusteredBy, covariates, weighted }: DidResult) => ({
	...{ counts, variance, clusteredBy, covariates, weighted }
});

const fewOf = ({ fewClusters }: DidEffect) => fewClusters;

export function twoByTwoAnswer(request: ImpactRequestOf<'two-by-two'>, rows: ImpactRows): Found {
	const found = twoByTwo(panelOf(request, rows), optionsOf(request));
	const { effect, pooled, start, prePeriods, postPeriods, means, difference } = found;
	return {
		warnings: found.warnings,
		result: {
			estimates: [clusterNamed('effect', effect), clusterNamed('pooled', pooled)],
			...{ difference, means, start, prePeriods, postPeriods },
			...{ fewClusters: fewOf(effect), ...sharedOf(found) }
		}
	};
}

export function twoWayAnswer(request: ImpactRequestOf<'two-way'>, rows: ImpactRows): Found {
	const found = twoWayEffect(panelOf(request, rows), optionsOf(request));
	return {
		warnings: found.warnings,
		result: {
			estimates: [clusterNamed('effect', found.effect)],
			timing: found.timing,
			decomposition: found.timing === 'staggered' ? found.decomposition : undefined,
			...{ fewClusters: fewOf(found.effect), ...sharedOf(found) }
		}
	};
}

export function eventStudyAnswer(request: ImpactRequestOf<'event-study'>, rows: ImpactRows): Found {
	const { reference, leadsDf } = request;
	const options = { ...optionsOf(request), reference, leadsDf, band: request.band };
	const found = eventStudy(panelOf(request, rows), options);
	const { terms, average, leads, covariance, start, spacing } = found;
	return {
		warnings: found.warnings,
		result: {
			estimates: [...terms.map(termNamed), clusterNamed('average', average)],
			...{ leads, covariance, band: found.band, start, reference, spacing },
			...{ fewClusters: fewOf(average), ...sharedOf(found) }
		}
	};
}

const termNamed = (term: ReturnType<typeof eventStudy>['terms'][number]) => {
	const { at, isReference, units, band } = term;
	return { ...clusterNamed(`event ${at}`, term), band, at, isReference, units };
};

export function sunAbrahamAnswer(request: ImpactRequestOf<'sun-abraham'>, rows: ImpactRows): Found {
	const options = { ...optionsOf(request), band: request.band };
	const found = sunAbraham(panelOf(request, rows), options);
	const { terms, average, leads, covariance, reference, spacing, byCohort, cells } = found;
	const cohorts = byCohort.map((one) => ({
		...clusterNamed(`cohort ${one.start}`, one),
		start: one.start
	}));
	return {
		warnings: found.warnings,
		result: {
			estimates: [...terms.map(termNamed), clusterNamed('average', average), ...cohorts],
			cells: cells.map(({ start, at, weight, ...one }) => ({
				...clusterNamed(`start ${start}, event ${at}`, one),
				...{ start, at, weight }
			})),
			...{ leads, covariance, band: found.band, reference, spacing },
			...{ fewClusters: fewOf(average), ...sharedOf(found) }
		}
	};
}
