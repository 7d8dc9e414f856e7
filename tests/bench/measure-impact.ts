import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { aggregatedEffects } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import { leastSquares } from '#lib/impact/regression/least-squares.ts';
import { wildClusterTest } from '#lib/impact/regression/wild-cluster-test.ts';
import { coxModel } from '#lib/impact/survival/cox.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { staggeredPanel } from '../support/staggered-panel.ts';
import { type Line, median } from './report.ts';

export interface ImpactTimes {
	readonly lines: readonly Line[];
	readonly complaints: readonly string[];
	readonly details: unknown;
}

interface Options {
	readonly folder: string;
	readonly runs: number;
	readonly say: (text: string) => void;
}

/** Estimators of impact on panels and people made here, in Node; Cox beside R survival where it is. */
export function measureImpact(options: Options): ImpactTimes {
	const cox = coxTimes(options);
	return {
		lines: [groupTimeLine(options), wildLine(options), cox.line],
		complaints: cox.complaints,
		details: cox.details
	};
}

const secondsOf = (runs: number, run: () => void) =>
	median(
		Array.from({ length: runs }, () => {
			const start = performance.now();
			run();
			return (performance.now() - start) / 1000;
		})
	);

/** 5,000 units, 20 periods, 10 cohorts and units never treated; all averages with their bands. */
function groupTimeLine({ runs }: Options): Line {
	const cohorts = Array.from({ length: 10 }, (_, k) => [k + 6, 400] as const);
	const data = staggeredPanel({ sizes: Object.fromEntries([[0, 1000], ...cohorts]), periods: 20 });
	const value = secondsOf(runs, () => {
		const effects = groupTimeEffects(data, { base: 'universal' });
		for (const by of ['simple', 'group', 'dynamic', 'calendar'] as const)
			aggregatedEffects(effects, by);
	});
	const what = 'impact: Callaway-Sant’Anna 5,000 x 20 x 10 cohorts, sup-t bands';
	return { what, value, unit: 's', aim: 5 };
}

/** 50,000 rows in 50 clusters, two regressors. */
function wildLine({ runs }: Options): Line {
	const random = seededRandom(3);
	const rows = 50_000;
	const cluster = Int32Array.from({ length: rows }, (_, i) => i % 50);
	const treated = Float64Array.from(cluster, (code) => +(code < 20));
	const covariate = Float64Array.from({ length: rows }, () => random());
	const shocks = Array.from({ length: 50 }, () => random());
	const outcome = treated.map(
		(one, i) => 0.1 * one + covariate[i]! + shocks[cluster[i]!]! + random()
	);
	const levels = shocks.map((_, code) => String(code));
	const value = secondsOf(runs, () => {
		const regressors = [
			{ name: 'treated', values: treated },
			{ name: 'covariate', values: covariate }
		];
		const { regression, names } = leastSquares({ outcome, regressors, effects: [] });
		const contrast = names.map((name) => +(name === 'treated'));
		wildClusterTest(regression, contrast, { codes: cluster, levels }, { draws: 999 });
	});
	return { what: 'impact: 999 wild bootstrap draws, 50,000 rows', value, unit: 's', aim: 1 };
}

const people = 100_000;
const answered = z.object({
	survival: z.string(),
	seconds: z.number(),
	estimates: z.array(z.number())
});

/** 100,000 people followed for 104 weeks, four covariates, Efron's ties. */
function coxTimes({ folder, runs, say }: Options) {
	const { columns, time, event } = followedPeople();
	const design = designMatrix(columns, people, { intercept: false });
	let estimates: number[] = [];
	const value = secondsOf(runs, () => {
		estimates = coxModel({ time, event }, design).coefficients.map((one) => one.estimate);
	});
	const r = timeR(folder, { columns, time, event });
	if (!r) say('impact: R beside Cox: skipped, no Rscript with survival here');
	const apart = r?.estimates.some((one, k) => Math.abs(one - estimates[k]!) > 1e-6) === true;
	const instead = r && { what: `R survival ${r.survival}, here`, seconds: r.seconds };
	const line: Line = { what: 'impact: Cox, 100,000 people', value, unit: 's', aim: 2, instead };
	return {
		line,
		complaints: apart ? [`Cox unlike R's ${r.estimates.join(', ')}: ${estimates.join(', ')}`] : [],
		details: { cox: { people, estimates, r } }
	};
}

interface People {
	readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
	readonly time: Float64Array;
	readonly event: Int32Array;
}

function followedPeople(): People {
	const random = seededRandom(5);
	const column = (name: string, value: () => number) => ({
		name,
		values: Float64Array.from({ length: people }, value)
	});
	const columns = [
		column('age', () => 18 + 40 * random()),
		column('female', () => +(random() < 0.2)),
		column('prior', () => Math.floor(6 * random())),
		column('programme', () => +(random() < 0.5))
	];
	const effects = [-0.03, -0.2, 0.15, -0.25];
	const time = new Float64Array(people);
	const event = new Int32Array(people);
	for (let i = 0; i < people; i++) {
		const risk = columns.reduce((sum, { values }, k) => sum + effects[k]! * values[i]!, 0);
		const weeks = Math.ceil(-Math.log(1 - random()) / (0.02 * Math.exp(risk)));
		time[i] = Math.min(weeks, 104);
		event[i] = +(weeks <= 104);
	}
	return { columns, time, event };
}

function timeR(folder: string, { columns, time, event }: People) {
	const has = spawnSync('Rscript', ['-e', 'library(survival)'], { stdio: 'ignore' });
	if (has.status !== 0) return undefined;
	const path = join(folder, 'people.csv');
	const head = ['time', 'event', ...columns.map(({ name }) => name)].join();
	const lines = Array.from(time, (t, i) =>
		[t, event[i], ...columns.map(({ values }) => values[i])].join()
	);
	writeFileSync(path, [head, ...lines, ''].join('\n'));
	const script = join(import.meta.dirname, 'time-cox.R');
	const { status, stdout, stderr } = spawnSync('Rscript', [script, path], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`R stopped: ${stderr}`);
	return answered.parse(JSON.parse(stdout));
}
