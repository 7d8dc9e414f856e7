import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Design, type ReplicateDesign, domainOf } from '#lib/stats/design/design.ts';
import type { LonelyRule } from '#lib/stats/design/sample.ts';
import { type Statistic, estimated } from '#lib/stats/design/statistic.ts';
import { drawnSample } from '#lib/stats/design/drawn-sample.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { replicateDesign } from '#lib/stats/replicates/given-replicates.ts';
import { jackknife } from '#lib/stats/replicates/jackknife.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import type { ScaleOptions } from '#lib/stats/replicates/replicate-scales.ts';
import { means, ratio, totals } from '#lib/stats/statistics/means.ts';
import { type OracleColumns, oracleColumns, oracleDesign } from '../support/oracle-design.ts';
import {
	type OracleReplicateDesign,
	oracleReplicateDesign,
	oracleReplicateNames,
	oracleReplicateWeights
} from '../support/oracle-replicates.ts';
import { oracleCases } from '../support/oracle.ts';
import { describeWithOracle } from '../support/sources.ts';

/** jsonlite writes a list of one as a number. */
const numbers = z.preprocess(
	(value) => (typeof value === 'number' ? [value] : value),
	z.array(z.number())
);
const limits = z.object({ lower: numbers, upper: numbers });
const answer = z.object({
	estimate: numbers,
	se: numbers,
	vcov: z.array(numbers).optional(),
	ci95_t: limits.optional(),
	df: z.number().optional(),
	n: z.number().optional()
});
const ofDesign = z.object({
	n_rep: z.number().optional(),
	scale: z.number(),
	rscales: numbers,
	df: z.number(),
	mean: answer,
	total: answer
});

/** R's answers beyond cases.json, by survey 4.1-1: see make-survey-weights.R. */
const beyond = z
	.object({ answers: z.record(z.string(), z.record(z.string(), z.unknown())) })
	.parse(
		JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/survey-weights.json'), 'utf8'))
	).answers;
const answersTo = (kind: string) => Object.keys(beyond).filter((id) => id.startsWith(`${kind}/`));

type Making = (values: readonly Float64Array[]) => Statistic;

interface Answer {
	readonly estimate: Float64Array;
	readonly se: Float64Array;
	readonly vcov: readonly Float64Array[];
}

function answerOf(making: Making, values: readonly Float64Array[], design: Design): Answer {
	const known = Int32Array.from(values[0]!.keys()).filter((i) =>
		values.every((column) => !Number.isNaN(column[i]))
	);
	const domain = domainOf(design, known);
	const picked = values.map((column) => Float64Array.from(domain.elements, (i) => column[i]!));
	const { estimates, matrix } = estimated(making(picked), domain.design);
	const se = Float64Array.from(matrix, (row, j) => Math.sqrt(row[j]!));
	return { estimate: estimates, se, vcov: matrix };
}

function agrees({ estimate, se, vcov }: Answer, expected: z.infer<typeof answer>) {
	expect(estimate).toAgreeWith(expected.estimate);
	expect(se).toAgreeWith(expected.se);
	if (expected.vcov) expect(vcov).toAgreeWith(expected.vcov, { absolute: 1e-9 });
	const { ci95_t: interval, df } = expected;
	if (interval === undefined || df === undefined) return;
	estimate.forEach((value, j) => {
		const own = tInterval(value, se[j]!, { df });
		expect(own.lower).toAgreeWith(interval.lower[j]);
		expect(own.upper).toAgreeWith(interval.upper[j]);
	});
}

const rscalesOf = ({ rscales }: ReplicateDesign) =>
	new Set(rscales).size === 1 ? rscales.slice(0, 1) : rscales;

function designAgrees(
	{ design, columns }: OracleReplicateDesign,
	expected: z.infer<typeof ofDesign>,
	variables: readonly string[]
) {
	const values = variables.map((name) => columns.number(name));
	if (expected.n_rep !== undefined) expect(design.replicates.length).toBe(expected.n_rep);
	expect(design.scale).toAgreeWith(expected.scale);
	// R counts strata in the order of the rows, and writes one number when all are the same.
	const rscales = expected.rscales.length === 1 ? rscalesOf(design) : design.rscales;
	expect(rscales.toSorted()).toAgreeWith(Float64Array.from(expected.rscales).sort());
	expect(replicateDegreesOfFreedom(design)).toBe(expected.df);
	agrees(answerOf(means, values, design), expected.mean);
	agrees(answerOf(totals, values, design), expected.total);
}

/** R's `svyratio` of two columns. */
const ratioOf: Making = ([numerator, denominator]) => ratio(numerator!, denominator!);

/** Means of the groups of a design of replicates, in one go, as `svyby(covmat = TRUE)`. */
function groupMeans(
	{ design, columns }: OracleReplicateDesign,
	variable: string,
	by: string
): Answer {
	const values = columns.number(variable);
	const groups = columns
		.levels(by)
		.map((_, level) => Float64Array.from(columns.code(by), (own) => (own === level ? 1 : 0)));
	const parts = groups.map((group) =>
		ratio(
			values.map((y, i) => y * group[i]!),
			group
		)
	);
	const together: Statistic = {
		at: (weights) => Float64Array.from(parts, (part) => part.at(weights)[0]!),
		influence: () => []
	};
	const { estimates, matrix } = estimated(together, design);
	const se = Float64Array.from(matrix, (row, j) => Math.sqrt(row[j]!));
	return { estimate: estimates, se, vcov: matrix };
}

const variablesOf = (name: string) =>
	name.endsWith('scd') ? ['alive', 'arrests'] : [name === 'jkn_nhanes' ? 'HI_CHOL' : 'api00'];

/** Answers of one kind about replicates; others of that kind may look different. */
const aboutReplicates = (fun: string) =>
	oracleCases(fun, undefined, z.unknown())
		.filter(({ id }) => id.startsWith('rep_'))
		.map((one) => ({ ...one, result: answer.parse(one.result) }));

describeWithOracle('designs of replicate weights', () => {
	const wholes = oracleCases('rep', undefined, ofDesign).filter(({ design }) => design !== 'strat');

	test.for(wholes)('agree with R survey: $id', ({ design, result }) =>
		designAgrees(oracleReplicateDesign(design), result, variablesOf(design))
	);

	test.for(oracleCases('rep', 'rep_sdr', ofDesign))('agree with R survey: $id', ({ result }) => {
		const design = replicateDesign({
			...oracleReplicateWeights('rw_strat_jkn', 200),
			type: 'successive-difference'
		});
		designAgrees({ design, columns: oracleColumns('apistrat') }, result, ['api00']);
	});

	test.for(oracleCases('mean_mse', undefined, answer))(
		'agree with R survey: $id',
		({ design: name, result }) => {
			const { design, columns } = oracleReplicateDesign(name);
			const values = variablesOf(name).map((variable) => columns.number(variable));
			agrees(answerOf(means, values, { ...design, mse: true }), result);
		}
	);

	const byArgs = z.object({ var: z.string(), by: z.tuple([z.string()]) });
	test.for(aboutReplicates('by'))('agree with R survey: $id', ({ design, args, result }) => {
		const { var: variable, by } = byArgs.parse(args);
		agrees(groupMeans(oracleReplicateDesign(design), variable, by[0]), result);
	});

	const ratioArgs = z.object({ num: z.string(), den: z.string() });
	test.for(aboutReplicates('ratio'))(
		'agree with R survey: $id',
		({ design: name, args, result }) => {
			const { num, den } = ratioArgs.parse(args);
			const { design, columns } = oracleReplicateDesign(name);
			agrees(answerOf(ratioOf, [columns.number(num), columns.number(den)], design), result);
		}
	);

	test.for(['rep', 'rep_ratio', 'rep_mse', 'rep_by'].flatMap(answersTo))(
		'agree with R survey 4.1-1: %s',
		(id) => {
			const [kind, name] = id.split('/') as [string, string];
			const { design, columns } = oracleReplicateDesign(name);
			const variables = variablesOf(name);
			const values = variables.map((variable) => columns.number(variable));
			const pair = variables.length === 2 ? variables : ['api.stu', 'enroll'];
			if (kind === 'rep') designAgrees({ design, columns }, ofDesign.parse(beyond[id]), variables);
			else if (kind === 'rep_ratio') {
				const columnsOfRatio = pair.map((variable) => columns.number(variable));
				agrees(answerOf(ratioOf, columnsOfRatio, design), answer.parse(beyond[id]!['ratio']));
			} else if (kind === 'rep_mse')
				agrees(
					answerOf(means, values, { ...design, mse: true }),
					answer.parse(beyond[id]!['mean'])
				);
			else
				agrees(groupMeans({ design, columns }, 'api00', 'stype'), answer.parse(beyond[id]!['by']));
		}
	);

	test('has a case for every design that R makes', () => {
		const asked = [
			...wholes.map(({ design }) => design),
			...answersTo('rep').map((id) => id.slice(4))
		];
		expect(oracleReplicateNames.filter((name) => !asked.includes(name))).toEqual([]);
	});
});

describeWithOracle('jackknife', () => {
	test.for([
		['jk1', 'rw_clus1_jk1', 15],
		['jkn_strat', 'rw_strat_jkn', 200]
	] as const)('makes the weights that R makes: %s', ([name, data, count]) => {
		const { weights, replicates } = oracleReplicateWeights(data, count);
		const { design } = oracleReplicateDesign(name);
		expect(design.weights).toAgreeWith(weights);
		expect(inOrder(design.replicates)).toAgreeWith(inOrder(replicates));
	});

	/** Columns by what they leave out; R counts units in the order of the rows. */
	const inOrder = (replicates: readonly Float64Array[]) =>
		replicates.map((column) => [column.indexOf(0), ...column]).sort((a, b) => a[0]! - b[0]!);

	const lonely = (lonely: LonelyRule, population?: string) => {
		const columns = oracleColumns(population ? 'certainty' : 'lonely');
		const sample = drawnSample({
			size: columns.size,
			strata: columns.code('h'),
			psus: columns.code('psu'),
			populations: population === undefined ? undefined : [columns.number(population)],
			lonely
		});
		const weights = columns.number('w');
		return { columns, design: jackknife({ kind: 'linearised', weights, sample, projections: [] }) };
	};
	const drawn: Readonly<Record<string, () => [OracleReplicateDesign, string[]]>> = {
		'jackknife/strat': () => [ofOracle('strat'), ['api00']],
		'jackknife/fpc_strat': () => [ofOracle('fpc_strat'), ['x']],
		'jackknife/certainty': () => [lonely('fail', 'N'), ['y', 'x']],
		'jackknife/lonely/remove': () => [lonely('remove'), ['y', 'x']],
		'jackknife/lonely/certainty': () => [lonely('certainty'), ['y', 'x']],
		'jackknife/lonely/average': () => [lonely('average'), ['y', 'x']],
		'jackknife/lonely/adjust': () => [lonely('adjust'), ['y', 'x']],
		'jackknife/strat/domain': () => [inDomain(ofOracle('strat')), ['api00']]
	};

	test.for(answersTo('jackknife'))('agrees with R survey 4.1-1: %s', (id) => {
		const [design, variables] = drawn[id]!();
		designAgrees(design, ofDesign.parse(beyond[id]), variables);
	});

	function ofOracle(name: string): OracleReplicateDesign {
		const { design, columns } = oracleDesign(name);
		return { design: jackknife(design), columns };
	}

	/** Middle and high schools that met their targets. */
	function inDomain({ design, columns }: OracleReplicateDesign): OracleReplicateDesign {
		const wide = columns.text('sch.wide');
		const rows = columns
			.text('stype')
			.flatMap((type, i) => (type !== 'E' && wide[i] === 'Yes' ? i : []));
		const domain = domainOf(design, Int32Array.from(rows)).design as ReplicateDesign;
		const number: OracleColumns['number'] = (name) => {
			const values = columns.number(name);
			return Float64Array.from(rows, (i) => values[i]!);
		};
		return { design: domain, columns: { ...columns, number } };
	}
});

describeWithOracle('replicateDesign', () => {
	const given: Readonly<Record<string, ScaleOptions & { readonly combined?: false }>> = {
		'JK1 combined': { type: 'JK1' },
		'JK1 factors': { type: 'JK1', combined: false },
		'JKn factors': { type: 'JKn', combined: false },
		'JKn rscale': { type: 'JKn', rscales: [14 / 15] },
		'JK1 fraction': {
			type: 'JK1',
			finitePopulation: { kind: 'fraction', values: Array<number>(15).fill(0.2) }
		},
		'JK1 correction': {
			type: 'JK1',
			finitePopulation: { kind: 'correction', values: Array<number>(15).fill(0.7) }
		},
		JK2: { type: 'JK2' },
		BRR: { type: 'BRR' },
		Fay: { type: 'Fay', rho: 0.3 },
		bootstrap: { type: 'bootstrap' },
		'bootstrap average': { type: 'bootstrap', bootstrapAverage: 10 },
		ACS: { type: 'ACS' },
		'successive-difference': { type: 'successive-difference' },
		other: { type: 'other' },
		'other given': {
			type: 'other',
			scale: 0.5,
			rscales: Array.from({ length: 15 }, (_, r) => r + 1)
		}
	};
	const scales = z.object({ scale: z.number(), rscales: numbers });

	test.for(answersTo('scales'))('has the factors of R survey 4.1-1: %s', (id) => {
		const { weights, replicates } = oracleReplicateWeights('rw_clus1_jk1', 15);
		const making = given[id.slice('scales/'.length)]!;
		const columns =
			making.combined === false
				? replicates.map((column) => column.map((w, i) => w / weights[i]!))
				: replicates;
		const design = replicateDesign({ weights, replicates: columns, ...making });
		const expected = scales.parse(beyond[id]);
		const one = expected.rscales.length === 1;
		expect(design.scale).toAgreeWith(expected.scale);
		expect(one ? rscalesOf(design) : design.rscales).toAgreeWith(expected.rscales);
		design.replicates.forEach((column, r) => expect(column).toAgreeWith(replicates[r]));
	});
});
