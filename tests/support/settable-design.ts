import type { ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import type { SettableDesign } from '#lib/model/evaluation-settings.ts';
import { declaredHarm, declaredOutcome, declaredProgramme } from './evaluated-programmes.ts';

/** A panel with everything that a reader can change: a covariate, clusters, neighbours, two starts. */
export const settableProgramme = (): ProgrammeWith<'panel'> =>
	declaredProgramme(
		{
			kind: 'panel',
			table: {
				...{ file: 'panel', unit: 'place', period: 'year', start: 'start', cluster: 'town' },
				covariates: [{ column: 'poverty', label: { en: 'Poverty' } }]
			},
			time: { unit: 'year' },
			...{ estimator: 'group-time', method: 'reg' },
			geography: { kind: 'coordinates', x: 'x', y: 'y', reach: 1 }
		},
		[declaredOutcome('seen', { column: 'seen' }), declaredHarm('harmed', { column: 'harmed' })]
	);

export const settableDesign = (changes: Partial<SettableDesign> = {}): SettableDesign => ({
	...{ design: settableProgramme().design, ring: true, starts: 2, ...changes }
});
