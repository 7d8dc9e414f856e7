import { DataError } from '#lib/errors.ts';
import type { ReplicateDesign } from '#lib/stats/design/design.ts';
import { type GivenReplicates, replicateDesign } from '#lib/stats/replicates/given-replicates.ts';
import { jackknife } from '#lib/stats/replicates/jackknife.ts';
import { cantyDavisonScale } from '#lib/stats/replicates/replicate-scales.ts';
import { type OracleColumns, oracleColumns, oracleDesign } from './oracle-design.ts';

export interface OracleReplicateDesign {
	readonly design: ReplicateDesign;
	readonly columns: OracleColumns;
}

/**
 * Replicate designs of the oracle by name, as survey_oracle.R makes them. R makes no `brr_nhanes`:
 * a stratum has three primary units.
 */
const designs: Readonly<Record<string, () => OracleReplicateDesign>> = {
	jk1: () => jackknifed('clus1'),
	jk1_nofpc: () => jackknifed('clus1_nofpc'),
	jkn_strat: () => jackknifed('strat_nofpc'),
	jkn_nhanes: () => jackknifed('nhanes'),
	boot_clus1: () =>
		fromColumns('apiclus1', 'rw_clus1_boot', {
			type: 'bootstrap',
			scale: cantyDavisonScale([15], 100)
		}),
	subboot_clus1: () => fromColumns('apiclus1', 'rw_clus1_subboot', { type: 'subbootstrap' }),
	mrb_clus2: () => fromColumns('apiclus2', 'rw_clus2_mrb', { type: 'other', rscales: [1 / 99] }),
	brr_scd: () => ofHospitals((factor) => factor, { type: 'BRR' }),
	fay_scd: () => ofHospitals((factor) => factor * 0.35 + 0.65, { type: 'Fay', rho: 0.3 })
};

export const oracleReplicateNames = Object.keys(designs);

/** A replicate design of the oracle over the rows of its data set. */
export function oracleReplicateDesign(name: string): OracleReplicateDesign {
	const make = designs[name];
	if (make === undefined) throw new DataError(`no such replicate design of the oracle: ${name}`);
	return make();
}

/** The first replicate weights of a `rw_*.csv`. */
export function oracleReplicateWeights(data: string, count: number) {
	const columns = oracleColumns(data);
	return {
		weights: columns.number('w0'),
		replicates: Array.from({ length: count }, (_, r) =>
			columns.number(`rw${String(r + 1).padStart(3, '0')}`)
		)
	};
}

function jackknifed(name: string): OracleReplicateDesign {
	const { design, columns } = oracleDesign(name);
	return { design: jackknife(design), columns };
}

type Making = Pick<GivenReplicates, 'type' | 'scale' | 'rscales' | 'rho'>;

function fromColumns(data: string, weights: string, making: Making): OracleReplicateDesign {
	const design = replicateDesign({ ...oracleReplicateWeights(weights, 100), ...making });
	return { design, columns: oracleColumns(data) };
}

function ofHospitals(factor: (half: number) => number, making: Making): OracleReplicateDesign {
	const columns = oracleColumns('scd_brr');
	const replicates = ['1', '2', '3', '4'].map((name) => columns.number(name).map(factor));
	const weights = columns.number('one');
	return { design: replicateDesign({ weights, replicates, combined: false, ...making }), columns };
}
