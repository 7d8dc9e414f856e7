import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type CalibrateOptions, calibrate } from '#lib/stats/calibration/calibrate.ts';
import type { Margin } from '#lib/stats/calibration/margin.ts';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { rake } from '#lib/stats/calibration/rake.ts';
import { trimWeights } from '#lib/stats/calibration/trim-weights.ts';
import { type Design, domainOf } from '#lib/stats/design/design.ts';
import { degreesOfFreedom } from '#lib/stats/design/sample.ts';
import { type Statistic, estimated } from '#lib/stats/design/statistic.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import { means, totals } from '#lib/stats/statistics/means.ts';
import { type OracleColumns, oracleDesign } from '../support/oracle-design.ts';
import { oracleCases } from '../support/oracle.ts';
import { oracleReplicateDesign } from '../support/oracle-replicates.ts';
import { describeWithOracle } from '../support/sources.ts';

/** jsonlite writes a list of one as a number. */
const numbers = z.preprocess(
	(value) => (typeof value === 'number' ? [value] : value),
	z.array(z.number())
);
const weightSums = z.object({
	sum: z.number(),
	min: z.number(),
	max: z.number(),
	sumsq: z.number(),
	first10: numbers.optional()
});
const answer = z.object({
	estimate: numbers,
	se: numbers,
	vcov: z.array(numbers).optional(),
	df: z.number().optional()
});
const ofSample = z.object({
	weights: weightSums,
	mean_api00: answer,
	total_enroll: answer,
	total_stype: answer,
	by_api00: answer,
	df: z.number()
});
const ofReplicates = z.object({
	n_rep: z.number(),
	scale: z.number(),
	df: z.number(),
	mean: answer,
	total: answer
});

/** R's answers beyond cases.json, by survey 4.1-1: see make-survey-weights.R. */
const beyond = z
	.object({
		answers: z.record(
			z.string(),
			z.object({
				weights: weightSums.optional(),
				mean: answer.optional(),
				total: answer.optional(),
				by: answer.optional()
			})
		)
	})
	.parse(
		JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/survey-weights.json'), 'utf8'))
	).answers;

/** R's iterations end at 1e-10 of the population, ours too: weights differ by up to 8e-10. */
const iterative = { relative: 1e-8 };

type Change = <D extends Design>(design: D, columns: OracleColumns) => D;

const stype = (columns: OracleColumns): Margin => ({
	codes: columns.code('stype'),
	totals: Float64Array.of(4421, 755, 1018)
});
const schoolWide = (columns: OracleColumns): Margin => ({
	codes: columns.code('sch.wide'),
	totals: Float64Array.of(1072, 5122)
});
const model = (columns: OracleColumns) => {
	const is = (level: string) =>
		Float64Array.from(columns.text('stype'), (value) => (value === level ? 1 : 0));
	return {
		terms: [new Float64Array(columns.size).fill(1), is('H'), is('M'), columns.number('api99')],
		totals: Float64Array.of(6194, 755, 1018, 3914069)
	};
};
const calibrated =
	(options: Omit<CalibrateOptions, 'terms' | 'totals'>): Change =>
	(design, columns) =>
		calibrate(design, { ...model(columns), ...options });
const raked: Change = (design, columns) => rake(design, [stype(columns), schoolWide(columns)]);
const postStratified: Change = (design, columns) => postStratify(design, stype(columns));

const changes: Readonly<Record<string, Change>> = {
	poststratify: postStratified,
	rake: raked,
	calibrate_linear: calibrated({}),
	calibrate_raking: calibrated({ distance: 'raking' }),
	calibrate_logit_bounded: calibrated({ distance: 'logit', lower: 0.6, upper: 1.9 }),
	calibrate_linear_bounded: calibrated({ lower: 0.6, upper: 1.6 }),
	calibrate_raking_bounded: calibrated({ distance: 'raking', lower: 0.6, upper: 1.8 }),
	calibrate_logit_bounded_wider: calibrated({ distance: 'logit', lower: 0.2, upper: 4 }),
	poststratify_then_rake: (design, columns) => raked(postStratified(design, columns), columns),
	rake_then_trim: (design, columns) =>
		trimWeights(raked(design, columns), { lower: 20, upper: 40 }),
	rake_then_trim_strictly: (design, columns) =>
		trimWeights(raked(design, columns), { lower: 32, upper: 38, strict: true })
};

const changed = (how: string, base: string) => {
	const { design, columns } = base === 'jk1' ? oracleReplicateDesign('jk1') : oracleDesign(base);
	return { design: changes[how]!(design, columns), columns };
};

const sums = (weights: Float64Array) => ({
	sum: weights.reduce((sum, w) => sum + w, 0),
	min: Math.min(...weights),
	max: Math.max(...weights),
	sumsq: weights.reduce((sum, w) => sum + w * w, 0)
});

/** A statistic of the elements that have every value. */
function answerOf(
	of: (values: readonly Float64Array[]) => Statistic,
	values: readonly Float64Array[],
	design: Design
) {
	const known = Int32Array.from(values[0]!.keys()).filter((i) =>
		values.every((column) => !Number.isNaN(column[i]))
	);
	const domain = domainOf(design, known);
	const picked = values.map((column) => Float64Array.from(domain.elements, (i) => column[i]!));
	const { estimates, matrix } = estimated(of(picked), domain.design);
	return { estimate: estimates, se: matrix.map((row, j) => Math.sqrt(row[j]!)), vcov: matrix };
}

function agrees(
	own: ReturnType<typeof answerOf>,
	expected: z.infer<typeof answer>,
	relative = iterative.relative
) {
	expect(own.estimate).toAgreeWith(expected.estimate, { relative });
	// Of a total that calibration fixes the error is 0, up to rounding.
	const scale = Math.abs(expected.estimate[0]!);
	expect(own.se).toAgreeWith(expected.se, { relative, absolute: 1e-10 * scale });
	if (expected.vcov)
		expect(own.vcov).toAgreeWith(expected.vcov, { relative, absolute: 1e-12 * scale });
}

const indicators = (columns: OracleColumns, name: string) =>
	columns.levels(name).map((level) => {
		return Float64Array.from(columns.text(name), (value) => (value === level ? 1 : 0));
	});

/** Means in domains, as R's svyby: each domain is a design of its own. */
function meansBy(columns: OracleColumns, design: Design) {
	const api00 = columns.number('api00');
	const answers = columns
		.levels('sch.wide')
		.map((_, level) =>
			Int32Array.from(api00.keys()).filter((i) => columns.code('sch.wide')[i] === level)
		)
		.map((elements) => {
			const domain = domainOf(design, elements);
			const values = Float64Array.from(domain.elements, (i) => api00[i]!);
			const { estimates, matrix } = estimated(means([values]), domain.design);
			return { estimate: estimates[0]!, se: Math.sqrt(matrix[0]![0]!) };
		});
	return {
		estimate: Float64Array.from(answers, ({ estimate }) => estimate),
		se: answers.map(({ se }) => se),
		vcov: []
	};
}

describeWithOracle('calibrated samples', () => {
	const kinds = ['poststratify', 'rake'].concat(
		['linear', 'raking', 'logit_bounded'].map((name) => `calibrate_${name}`)
	);
	const cases = kinds.flatMap((kind) =>
		oracleCases(kind, undefined, z.unknown())
			.filter(({ id }) => !id.startsWith('rep_'))
			.map((one) => ({ ...one, result: ofSample.parse(one.result) }))
	);

	test.for(cases)('agree with R survey: $id', ({ fun, design: base, result }) => {
		const { design, columns } = changed(fun, base);
		for (const [name, value] of Object.entries(sums(design.weights)))
			expect(value).toAgreeWith(result.weights[name as 'sum'], iterative);
		expect(design.weights.slice(0, 10)).toAgreeWith(result.weights.first10, iterative);
		const values = (name: string) => [columns.number(name)];
		agrees(answerOf(means, values('api00'), design), result.mean_api00);
		agrees(answerOf(totals, values('enroll'), design), result.total_enroll);
		agrees(answerOf(totals, indicators(columns, 'stype'), design), result.total_stype);
		agrees(meansBy(columns, design), result.by_api00);
		expect(design.kind === 'linearised' && degreesOfFreedom(design.sample)).toBe(result.df);
	});

	const trims = oracleCases(
		'trim_weights',
		undefined,
		z.object({ before: weightSums, after: weightSums })
	);
	test.for(trims)('agree with R survey when trimmed: $id', ({ design: base, result }) => {
		for (const [how, expected] of [
			['rake', result.before],
			['rake_then_trim', result.after]
		] as const) {
			const { weights } = changed(how, base).design;
			for (const [name, value] of Object.entries(sums(weights)))
				expect(value).toAgreeWith(expected[name as 'sum'], iterative);
			expect(weights.slice(0, 10)).toAgreeWith(expected.first10, iterative);
		}
	});

	const replicated = ['rake', 'poststratify'].flatMap((kind) =>
		oracleCases(kind, undefined, z.unknown())
			.filter(({ id }) => id.startsWith('rep_'))
			.map((one) => ({ ...one, result: ofReplicates.parse(one.result) }))
	);
	test.for(replicated)('agree with R survey: $id', ({ fun, design: base, result }) => {
		const { design, columns } = changed(fun, base);
		agrees(answerOf(means, [columns.number('api00')], design), result.mean);
		agrees(answerOf(totals, [columns.number('api00')], design), result.total);
		expect(design.kind === 'replicates' && design.scale).toAgreeWith(result.scale);
		expect(design.kind === 'replicates' && design.replicates.length).toBe(result.n_rep);
		expect(design.kind === 'replicates' && replicateDegreesOfFreedom(design)).toBe(result.df);
	});

	const others = Object.keys(beyond).filter((id) => id.split('/')[0]! in changes);
	test.for(others)('agree with R survey 4.1-1: %s', (id) => {
		const [how, base] = id.split('/') as [string, string];
		const { design, columns } = changed(how, base);
		agreesBeyond(design, columns, id);
	});

	test.for(['raking', 'logit'] as const)(
		'agree with R survey 4.1-1 when the weights are 20 times too small: %s',
		(distance) => {
			const { design: whole, columns } = oracleDesign('clus1_nofpc');
			const design = { ...whole, weights: new Float64Array(columns.size).fill(1) };
			const bounds = distance === 'logit' ? { lower: 0.6, upper: 1.9 } : {};
			const calibration = calibrated({ distance, ...bounds });
			agreesBeyond(calibration(design, columns), columns, `rescaled/${distance}`);
		}
	);

	function agreesBeyond(design: Design, columns: OracleColumns, id: string) {
		const { weights, mean, total, by } = beyond[id]!;
		for (const [name, value] of Object.entries(sums(design.weights)))
			expect(value).toAgreeWith(weights![name as 'sum'], iterative);
		agrees(answerOf(means, [columns.number('api00')], design), mean!);
		agrees(answerOf(totals, [columns.number('enroll')], design), total!);
		agrees(meansBy(columns, design), by!);
	}
});
