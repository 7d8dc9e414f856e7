import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { type FileAnswer, estimateFile } from '../../pipelines/requests/estimate-file.ts';
import { estimatesIn } from '../support/request-folder.ts';
import { type Printed, expectPrinted, printedByR } from '../support/r.ts';
import { describeWithOracle, describeWithR, oracleFile } from '../support/sources.ts';

type Json = Record<string, unknown>;

const share = (concept: string, ...numerator: string[]) => ({
	statistic: 'proportion',
	concept,
	numerator
});

const derived = [
	{ name: 'high', when: [{ column: 'api00', above: 850 }] },
	{
		name: 'band',
		cases: [
			{ category: 'low', when: [{ column: 'api00', below: 600 }] },
			{
				category: 'middle',
				when: [
					{ column: 'api00', below: 800 },
					{ column: 'awards', in: ['Yes', 'No'] }
				]
			}
		],
		otherwise: 'high'
	}
];

/** What every design is asked. */
const requests: Json[] = [
	{ id: 'share', measure: share('awards', 'Yes'), by: ['stype', 'sch.wide'] },
	{
		id: 'rare',
		measure: share('high', 'yes'),
		by: ['awards'],
		where: [{ concept: 'sch.wide', categories: ['Yes'] }]
	},
	{
		id: 'distribution',
		measure: { statistic: 'distribution', concept: 'band' },
		by: ['awards'],
		df: 'design'
	},
	{
		id: 'people',
		measure: { statistic: 'total', concept: 'awards', numerator: ['Yes'] },
		by: ['stype']
	},
	{ id: 'sum', measure: { statistic: 'total', concept: 'enroll' } },
	{ id: 'mean', measure: { statistic: 'mean', concept: 'enroll' }, by: ['stype'] },
	{
		id: 'ratio',
		measure: { statistic: 'ratio', concept: 'api.stu', over: 'enroll' },
		by: ['awards']
	},
	{
		id: 'quantile',
		measure: { statistic: 'quantile', concept: 'api00', probabilities: [0.37, 0.71] }
	}
];
const variance = {
	id: 'variance',
	measure: { statistic: 'variance', concept: 'enroll' },
	by: ['stype']
};
const quantile = { statistic: 'quantile', concept: 'enroll', probabilities: [0.28, 0.53] };
/** One design is asked for every method. */
const methods: Json[] = [
	...['logit', 'xlogit', 'asin', 'beta', 'wilson', 'likelihood', 'mean'].map((interval) => ({
		...{
			id: `limits-${interval}`,
			measure: share('awards', 'Yes'),
			by: ['stype'],
			interval,
			level: 0.9
		}
	})),
	...[
		'math',
		'school',
		'shahvaish',
		'hf1',
		'hf2',
		'hf3',
		'hf4',
		'hf5',
		'hf6',
		'hf7',
		'hf8',
		'hf9'
	].map((rule) => ({ id: `rule-${rule}`, measure: { ...quantile, rule } })),
	...['mean', 'beta', 'xlogit', 'asin', 'score'].map((interval) => ({
		...{ id: `quantile-${interval}`, measure: quantile, by: ['sch.wide'], interval }
	})),
	{
		id: 'with-replacement',
		measure: share('high', 'yes'),
		by: ['stype', 'awards'],
		deff: 'with-replacement'
	},
	{
		id: 'capped',
		measure: share('high', 'yes'),
		interval: 'beta',
		capEffectiveSize: true,
		df: 'normal'
	}
];
const cat = (totals: Record<string, number>) =>
	Object.entries(totals).map(([name, total]) => ({ categories: name.split('|'), total }));
const types = { by: ['stype'], totals: cat({ E: 4421, H: 755, M: 1018 }) };
const wide = { by: ['sch.wide'], totals: cat({ No: 1072, Yes: 5122 }) };
const schools = { size: 6194, margins: [types], numbers: [{ column: 'api99', total: 3914069 }] };
const clusters = { weights: 'pw', ids: ['dnum'], fpc: ['fpc'] };

const designs: Readonly<Record<string, { data: string; design: Json; replicates?: string }>> = {
	stratified: { data: 'apistrat', design: { weights: 'pw', strata: ['stype'], fpc: ['fpc'] } },
	'weights from the population': { data: 'apistrat', design: { strata: ['stype'], fpc: ['fpc'] } },
	'strata of two columns, one unit centred': {
		data: 'apistrat',
		design: {
			weights: 'pw',
			strata: ['stype', 'awards'],
			ids: ['dnum'],
			nested: true,
			lonely: 'adjust'
		}
	},
	'one weight for all': { data: 'apisrs', design: { weights: 1 } },
	'a declared design effect': {
		data: 'apistrat',
		design: {
			weights: 'pw',
			completeness: 'weights-only',
			assumedDeff: { value: 1.7, source: 'report' }
		}
	},
	clusters: { data: 'apiclus1', design: clusters },
	'two stages': {
		data: 'apiclus2',
		design: { weights: 'pw', ids: ['dnum', 'snum'], fpc: ['fpc1', 'fpc2'] }
	},
	'two stages, the first alone': {
		data: 'apiclus2',
		design: { weights: 'pw', ids: ['dnum', 'snum'], fpc: ['fpc1', 'fpc2'], firstStageOnly: true }
	},
	'post-stratified': {
		data: 'apiclus1',
		design: { ...clusters, calibration: [{ method: 'post-stratify', margin: types }] }
	},
	'raked and trimmed': {
		data: 'apiclus1',
		design: {
			...clusters,
			calibration: [
				{ method: 'rake', margins: [types, wide] },
				{ method: 'trim', lower: 20, upper: 40 }
			]
		}
	},
	...Object.fromEntries(
		[{ distance: 'linear' }, { distance: 'raking' }, { distance: 'logit', bounds: [0.6, 1.9] }].map(
			(one) => [
				`calibrated, ${one.distance}`,
				{
					data: 'apiclus1',
					design: {
						weights: 'pw',
						ids: ['dnum'],
						calibration: [{ method: 'calibrate', ...schools, ...one }]
					}
				}
			]
		)
	),
	'given jackknife': {
		data: 'apiclus1',
		replicates: 'rw_clus1_jk1',
		design: { type: 'JK1', scale: 14 / 15 }
	},
	'given jackknife in strata': {
		data: 'apistrat',
		replicates: 'rw_strat_jkn',
		design: { type: 'JKn', rscales: 0.98 }
	},
	'given half-samples of Fay': {
		data: 'apiclus1',
		replicates: 'rw_clus1_jk1',
		design: { type: 'Fay', rho: 0.3, mse: true }
	},
	'given half-samples': { data: 'apiclus1', replicates: 'rw_clus1_jk1', design: { type: 'BRR' } },
	'given successive differences': {
		data: 'apiclus1',
		replicates: 'rw_clus1_jk1',
		design: { type: 'ACS' }
	},
	'a jackknife of its own': {
		data: 'apistrat',
		design: { weights: 'pw', strata: ['stype'], fpc: ['fpc'], resampling: { method: 'jackknife' } }
	},
	'a bootstrap of its own': {
		data: 'apistrat',
		design: {
			weights: 'pw',
			strata: ['stype', 'awards'],
			resampling: { method: 'rao-wu-bootstrap', replicates: 40, seed: 20261122 }
		}
	}
};

describeWithOracle('with the schools of California', () => {
	describeWithR('the scripts of a file of requests', () => {
		const root = mkdtempSync(join(tmpdir(), 'atalaya-request-scripts-'));
		const answers = new Map<string, FileAnswer>();
		let printed = new Map<string, Printed[]>();
		const folderOf = (name: string) => join(root, name.replaceAll(/\W+/g, '-'));
		const data = (name: string) => readFileSync(oracleFile(`survey/data/${name}.csv`), 'utf8');

		/** The rows of a data set, with columns of replicate weights beside them. */
		function joined(name: string, replicates: string | undefined): string {
			if (replicates === undefined) return data(name);
			const weights = data(replicates).trim().split(/\r?\n/);
			const lines = data(name).trim().split(/\r?\n/);
			return `${lines.map((line, i) => `${line},${weights[i] ?? ''}`).join('\n')}\n`;
		}

		function withReplicates(design: Json, replicates: string | undefined): Json {
			if (replicates === undefined) return design;
			const [header = ''] = data(replicates).split(/\r?\n/);
			const [weights, ...columns] = header.split(',');
			return { weights, replicates: { ...design, columns } };
		}

		beforeAll(async () => {
			const scripts: string[] = [];
			for (const [name, { data, design, replicates }] of Object.entries(designs)) {
				const folder = folderOf(name);
				mkdirSync(folder);
				writeFileSync(join(folder, 'data.csv'), joined(data, replicates));
				const own = withReplicates(design, replicates);
				const more = 'replicates' in own || 'resampling' in own ? [] : [variance];
				const asked = [...requests, ...more, ...(name === 'clusters' ? methods : [])];
				const file = { title: name, data: 'data.csv', derived, design: own, requests: asked };
				writeFileSync(join(folder, 'requests.json'), JSON.stringify(file));
				const answer = await estimateFile(join(folder, 'requests.json'), {
					scripts: join(folder, 'r')
				});
				answers.set(name, answer);
				scripts.push(...answer.results.map(({ id }) => join(folder, 'r', `${id}.R`)));
			}
			printed = printedByR(scripts);
		}, 120_000);
		afterAll(() => rmSync(root, { recursive: true, force: true }));

		test.for(Object.keys(designs))('print what the answer says: %s', (name) => {
			for (const { id, request, answer } of estimatesIn(answers.get(name)!))
				expectPrinted(answer, printed.get(join(folderOf(name), 'r', `${id}.R`))!, request.by);
		});
	});
});
