import type { ReplicateWeights, Resampling } from '#lib/model/sampling.ts';
import type { Design, LinearisedDesign } from '#lib/stats/design/design.ts';
import type { Sample } from '#lib/stats/design/sample.ts';
import { replicateDesign } from '#lib/stats/replicates/given-replicates.ts';
import { jackknife } from '#lib/stats/replicates/jackknife.ts';
import { raoWuBootstrap } from '#lib/stats/replicates/rao-wu-bootstrap.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { calibrated } from './calibrated.ts';
import type { Cells } from './cells.ts';
import type { EstimateTable } from './estimate-table.ts';
import type { SampleFrame } from './sample-frame.ts';

export interface SampledOptions {
	readonly cells: Cells;
	readonly frame: SampleFrame;
	readonly table: EstimateTable;
}

/** The design of cells: how they were drawn or their replicate weights, and calibrated if declared. */
export function sampledDesign(options: SampledOptions): Design {
	const { table, cells } = options;
	const { calibration = [] } = table;
	const design = table.replicates
		? given(cells, table.replicates)
		: resampled(linearised(options), table.resampling);
	return calibration.reduce<Design>((made, one) => calibrated(made, one, { cells, table }), design);
}

function linearised({ frame, cells, table }: SampledOptions): LinearisedDesign {
	const [first, second] = frame.sample.stages;
	const stages: Sample['stages'] =
		second && cells.ssu && !table.firstStageOnly
			? [
					{ ...first, unit: cells.psu },
					{ ...second, unit: cells.ssu }
				]
			: [{ ...first, unit: cells.psu }];
	const sample = { ...frame.sample, size: cells.size, stages };
	return { kind: 'linearised', weights: cells.weights, sample, projections: [] };
}

function given(cells: Cells, replicates: ReplicateWeights): Design {
	const { type, scale, rscales, rho, combined, mse } = replicates;
	return replicateDesign({
		...{ type, scale, rho, combined, mse },
		weights: cells.weights,
		replicates: cells.replicates,
		rscales: typeof rscales === 'number' ? [rscales] : rscales,
		allowNegative: true
	});
}

function resampled(design: LinearisedDesign, resampling: Resampling | undefined): Design {
	if (!resampling) return design;
	if (resampling.method === 'jackknife') return jackknife(design);
	const { replicates, seed } = resampling;
	return raoWuBootstrap(design, { replicates, random: seededRandom(seed) });
}

/** The cells under the weights of the design: rows whose weights calibration has changed. */
export function reweightedCells(cells: Cells, { weights }: Design): Cells {
	if (weights === cells.weights) return cells;
	const factor = weights.map((weight, i) =>
		cells.weights[i] === 0 ? 0 : weight / cells.weights[i]!
	);
	const times = (sums: Float64Array) => sums.map((sum, i) => sum * factor[i]!);
	return {
		...cells,
		weights,
		squaredWeights: cells.squaredWeights && weights.map((weight) => weight ** 2),
		sums: new Map(
			[...cells.sums].map(([name, { wy, wyy }]) => [name, { wy: times(wy), wyy: times(wyy) }])
		),
		products: new Map([...cells.products].map(([name, sums]) => [name, times(sums)]))
	};
}
