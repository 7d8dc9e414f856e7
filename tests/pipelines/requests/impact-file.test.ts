import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { impactMethods, impactRequest } from '#lib/model/impact-request.ts';
import { impactHelp } from '../../../pipelines/requests/impact-help.ts';
import type { ImpactFileAnswer } from '../../../pipelines/requests/impact-result.ts';
import {
	ImpactFolder,
	answerOf,
	estimateIn,
	panelCsv,
	panelRoles,
	plainResult
} from '../../support/impact-folder.ts';
import { syntheticAnswered } from '../../support/followed-people.ts';

let folder: ImpactFolder;
beforeAll(() => {
	folder = new ImpactFolder();
	folder.copy('synth-recidivism.csv');
	folder.copy('synth-series.csv');
	const sizes = { 0: 20, 4: 12, 6: 12 };
	folder.write('panel.csv', panelCsv({ sizes, periods: 8, effect: (since) => 1 + since }));
});
afterAll(() => folder.remove());

const people = {
	data: 'synth-recidivism.csv',
	columns: { event: { numbers: { 2: 0 } } }
};
const followed = { time: 'week', event: 'event' };

/** Several designs in one test, on a machine that others use too. */
const patient = { timeout: 60_000 };

describe('impactFileAnswer', patient, () => {
	test('answers with the file, the settings, the call of R and estimates by name', async () => {
		const request = { id: 'mine', method: 'cox', ...followed, covariates: ['alternative', 'age'] };
		const answer = await folder.ask({ ...people, requests: [request] });
		expect(answer.data).toMatchObject({ path: 'synth-recidivism.csv', delimiter: ',' });
		expect(answer.data?.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect(answer.software.name).toBe('atalaya');
		const [result] = answer.results;
		expect(result).toMatchObject({
			id: 'mine',
			r: 'survival::coxph(survival::Surv(week, event) ~ alternative + age, data, ties = "efron")',
			answer: { method: 'cox', settings: { ties: 'efron', level: 0.95 }, warnings: [] }
		});
	});

	test('has what R says of the simulated court programme', async () => {
		const { answers } = syntheticAnswered();
		const { km, logrank, cox, rmst78 } = answers.recidivism;
		const at = [...new Set(km.map(({ t }) => t))];
		const answer = await folder.ask({
			...people,
			requests: [
				{
					id: 'curves',
					method: 'survival',
					...followed,
					arm: 'alternative',
					at,
					restrictedUntil: 78
				},
				{
					...{ id: 'cox', method: 'cox', ...followed },
					covariates: ['alternative', 'age', 'female', 'prior', 'employed']
				}
			]
		});
		const curves = plainResult(answerOf(answer, 'curves'));
		for (const one of km) {
			const arm = one.stratum.replace(/^.*=/, '');
			const own = estimateIn(curves, `survival at ${one.t}, ${arm}`);
			expect(own.estimate).toAgreeWith(one.surv);
			expect(own.standardError).toAgreeWith(one.se);
			expect([own.lower, own.upper]).toAgreeWith([one.lo_loglog, one.hi_loglog]);
		}
		expect(curves['logRank']).toHaveProperty('statistic', expect.closeTo(logrank.chisq, 8));
		const { estimates } = curves['restrictedMeans'] as typeof curves;
		expect(estimates.map((one) => one.estimate)).toAgreeWith(rmst78.rmean);
		const model = plainResult(answerOf(answer, 'cox'));
		for (const [k, [name, coefficient]] of Object.entries(cox.coef).entries()) {
			expect(estimateIn(model, name).estimate, name).toAgreeWith(coefficient, { relative: 1e-6 });
			expect(estimateIn(model, name).standardError).toAgreeWith(cox.se[k], { relative: 1e-6 });
		}
	});

	test('answers requests that bring their numbers without a data file', async () => {
		const answer = await folder.ask({
			requests: [
				{ id: 'p', method: 'p-values', values: [{ name: 'a', p: 0.01 }, { p: 0.04 }] },
				{ id: 'n', method: 'power', question: { kind: 'proportions', shares: [0.3, 0.2] } },
				{ id: 'x', method: 'p-values', p: 'p' }
			]
		});
		expect(answer.data).toBeUndefined();
		expect(plainResult(answerOf(answer, 'p')).estimates).toMatchObject([
			{ name: 'a', holm: 0.02, benjaminiHochberg: 0.02 },
			{ name: 'test 2', holm: 0.04, benjaminiHochberg: 0.04 }
		]);
		// power.prop.test(p1 = .3, p2 = .2, power = .8)$n
		expect(plainResult(answerOf(answer, 'n')).estimates[0]!.estimate).toAgreeWith(293.151, {
			relative: 1e-5
		});
		expect(answer.results[2]).toMatchObject({
			error: { field: 'requests[2].p', message: expect.stringContaining('no "data"') as string }
		});
	});

	test('never gives two-way effects of staggered timing without their weights', async () => {
		const result = await folder.asked({ data: 'panel.csv' }, { method: 'two-way', ...panelRoles });
		const { comparisons, forbiddenWeight } = result['decomposition'] as {
			comparisons: { treated: number; control: number | null; weight: number }[];
			forbiddenWeight: number;
		};
		expect(comparisons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
		expect(forbiddenWeight).toBeGreaterThan(0);
		expect(comparisons.some(({ control }) => control === null)).toBe(true);
	});

	test('aggregates group-time effects as asked, windows and bands included', async () => {
		const request = { method: 'group-time', ...panelRoles, covariates: ['x'] };
		const answer = await folder.ask({
			data: 'panel.csv',
			requests: [
				...['simple', 'group', 'calendar'].map((aggregate) => ({
					...request,
					id: aggregate,
					aggregate
				})),
				{ ...request, id: 'window', aggregate: 'dynamic', window: { minEvent: -1, maxEvent: 1 } },
				{ ...request, id: 'plain', aggregate: 'dynamic', band: { kind: 'none' } }
			]
		});
		const names = (id: string) =>
			plainResult(answerOf(answer, id)).estimates.map(({ name }) => name);
		expect(names('simple')).toEqual(['overall']);
		expect(names('group')).toEqual(['overall', 'group 4', 'group 6']);
		expect(names('window')).toEqual(['overall', 'dynamic -1', 'dynamic 0', 'dynamic 1']);
		const window = estimateIn(plainResult(answerOf(answer, 'window')), 'dynamic 1');
		expect(window['band']).toHaveProperty('lower');
		const plain = estimateIn(plainResult(answerOf(answer, 'plain')), 'dynamic 1');
		expect(plain['band']).toBeNull();
		expect(plain.estimate).toBe(window.estimate);
	});

	test('takes sensitivity from any event study or from coefficients alone', async () => {
		const of = { ...panelRoles };
		const bounds = { method: 'honest-did', bounds: [0, 1], draws: 200 };
		const answer = await folder.ask({
			data: 'panel.csv',
			requests: [
				{ ...bounds, id: 'cs', of: { method: 'group-time', ...of, band: { kind: 'none' } } },
				{ ...bounds, id: 'sa', of: { method: 'sun-abraham', ...of }, restriction: 'smoothness' }
			]
		});
		const study = plainResult(answerOf(answer, 'cs'))['study'] as {
			estimates: number[];
			covariance: number[][];
			before: number;
		};
		const again = await folder.asked({}, { ...bounds, of: { method: 'coefficients', ...study } });
		expect(again.estimates).toEqual(plainResult(answerOf(answer, 'cs')).estimates);
		const [straight, bent] = plainResult(answerOf(answer, 'sa')).estimates;
		expect(bent!.upper! - bent!.lower!).toBeGreaterThan(straight!.upper! - straight!.lower!);
	});

	test('counts rows with a blank, and tells the column', async () => {
		folder.write('blanks.csv', 'treated,x\n1,2\n0,\n0,3\n1,NA\n1,4\n0,1\n0,7\n1,5\n');
		const answer = await folder.ask({
			data: 'blanks.csv',
			request: { method: 'balance', treated: 'treated', covariates: ['x'] }
		});
		expect(answerOf(answer).warnings).toEqual([
			{ code: 'rows-left-out', reason: 'blank', column: 'x', rows: 2 }
		]);
		expect(plainResult(answerOf(answer))['size']).toEqual({ untreated: 3, treated: 3 });
	});

	test('reads what texts stand for, and refuses a text that nobody declared', async () => {
		folder.write('texts.csv', 'arm,t,e\na,3,yes\na,4,no\nb,5,yes\nb,6,gone\n');
		const request = { method: 'survival', time: 't', event: 'e', at: [4] };
		const numbers = { yes: 1, no: 0 };
		const asked = (codes: object) =>
			folder.ask({ data: 'texts.csv', columns: { e: { numbers: codes } }, request });
		const [wrong] = (await asked(numbers)).results;
		expect(wrong).toMatchObject({
			error: {
				field: 'request.event',
				message: expect.stringContaining('column e: not a number') as string
			}
		});
		expect(wrong).toHaveProperty('error.message', expect.stringContaining('line 5 "gone"'));
		const good = await asked({ ...numbers, gone: null });
		expect(plainResult(answerOf(good)).estimates[0]).toMatchObject({ atRisk: 2, events: 1 });
	});
});

describe('what never means', patient, () => {
	const rows = (never: string) =>
		`u,t,s,y\n${['a,3', 'b,3', `c,${never}`, `d,${never}`]
			.flatMap((one, i) =>
				[1, 2, 3, 4].map(
					(t) => `${one[0]},${t},${one.slice(2)},${i + t * (1 + (i % 2)) + (t * i) ** 2}`
				)
			)
			.join('\n')}\n`;
	const roles = { unit: 'u', period: 't', outcome: 'y', start: 's' };
	const asked = (never: string, declared?: readonly (string | number)[]) => {
		folder.write('starts.csv', rows(never));
		const request = { method: 'two-by-two', ...roles, ...(declared && { never: declared }) };
		return folder.ask({ data: 'starts.csv', request });
	};

	test('is what the request declares: a word, a blank, a zero, infinity', async () => {
		const word = plainResult(answerOf(await asked('never')));
		for (const [text, declared] of [
			['', ['']],
			['0', [0]],
			['Inf', undefined],
			['ninguno', ['ninguno']]
		] as const)
			expect(plainResult(answerOf(await asked(text, declared))), text).toEqual(word);
	});

	test('is nothing else: blanks, zeros and words are refused with their line', async () => {
		for (const [text, reason] of [
			['', 'blank treatment start, line 10; if blanks are never treated, "never" has to hold: ""'],
			['0', 'treatment start 0, line 10; if 0 is never treated, "never" has to hold: "0"'],
			['nunca', 'treatment start neither a period nor one of never, Inf, Infinity, line 10: nunca']
		] as const)
			expect(answerOf(await asked(text)).refusal, text).toEqual({
				...{ status: 'refused', reason, next: 'repair-data' },
				where: { rows: [9], places: [10] }
			});
	});
});

describe('a refusal', patient, () => {
	const refused = async (csv: string, request: object) => {
		folder.write('refused.csv', csv);
		const [result] = (await folder.ask({ data: 'refused.csv', request })).results;
		if (!result || 'error' in result) throw new Error(JSON.stringify(result));
		return result.answer.refusal;
	};
	const roles = { unit: 'u', period: 't', outcome: 'y', start: 's' };
	const panel = (starts: readonly string[]) =>
		`u,t,s,y\n${starts
			.flatMap((s, u) => [1, 2, 3, 4].map((t) => `${u},${t},${s},${(u * 7 + t * t * 3) % 11}`))
			.join('\n')}\n`;

	test.for([
		['one treated unit', ['3', 'never', 'never'], 'two-by-two', 'synthetic-control'],
		['several starts', ['3', '3', '4', '4', 'never', 'never'], 'event-study', 'sun-abraham'],
		['one start for all', ['3', '3', '3'], 'two-by-two', 'interrupted-time-series'],
		['nobody untreated', ['2', '2', '3', '3'], 'sun-abraham', 'window-before-last-start'],
		['no never-treated unit', ['2', '2', '3', '3'], 'group-time', 'not-yet-treated'],
		['one period before', ['2', '2', 'never', 'never'], 'event-study', 'two-by-two'],
		['nobody treated', ['never', 'never'], 'two-way', 'another-window']
	] as const)('names the next honest design: %s', async ([, starts, method, next]) => {
		const refusal = await refused(panel(starts), { method, ...roles });
		expect(refusal).toMatchObject({ status: 'refused', where: null, next });
	});

	test('names both rows of a unit that is twice in a period, as lines of the file', async () => {
		const csv = panel(['3', '3', 'never', 'never']).replace('\n0,2,', '\n0,1,');
		const refusal = await refused(csv, { method: 'two-by-two', ...roles });
		expect(refusal?.reason).toMatch(/^unit twice in a period, lines 2 and 3;/);
		expect(refusal?.where).toEqual({ rows: [1, 2], places: [2, 3] });
		expect(refusal?.next).toBe('repair-data');
	});

	test('counts rows of the file where some were left out before', async () => {
		const csv = 't,e\n5,1\n,1\n-2,0\n3,1\n';
		const refusal = await refused(csv, { method: 'survival', time: 't', event: 'e' });
		expect(refusal).toMatchObject({
			reason: 'time under observation not above 0, line 4: -2',
			where: { rows: [3], places: [4] }
		});
	});

	test('says which covariate says nothing beside the units', async () => {
		const request = { method: 'sun-abraham', ...panelRoles, covariates: ['w'] };
		const answer = await folder.ask({ data: 'panel.csv', request });
		expect(answerOf(answer).refusal).toMatchObject({
			reason: expect.stringMatching(/^explained by the other columns.*covariate w$/) as string,
			next: 'fewer-covariates'
		});
	});

	test('says that covariates leave no overlap', async () => {
		const csv = `d,x\n${Array.from({ length: 12 }, (_, i) => `${+(i > 5)},${i}`).join('\n')}\n`;
		const refusal = await refused(csv, { method: 'propensity', treated: 'd', covariates: ['x'] });
		expect(refusal).toMatchObject({ next: 'fewer-covariates' });
	});
});

describe('atalaya impact', patient, () => {
	const root = join(import.meta.dirname, '../../..');
	const cli = (...parameters: string[]) =>
		spawnSync(
			process.execPath,
			['--import', 'tsx', join(root, 'pipelines/cli.ts'), 'impact', ...parameters],
			{ encoding: 'utf8', cwd: root }
		);

	test('prints JSON, writes scripts, tells refusals, and fails if a request does', async () => {
		folder.write('one.csv', 'u,t,s,y\na,1,2,3\na,2,2,4\nb,1,never,3\nb,2,never,5\n');
		const roles = { unit: 'u', period: 't', outcome: 'y', start: 's' };
		await folder.ask({
			data: 'one.csv',
			requests: [
				{ id: 'a/b', method: 'two-by-two', ...roles },
				{ method: 'two-by-two', ...roles, outcome: 'z' }
			]
		});
		const { stdout, stderr, status } = cli(folder.file('requests.json'), '--r', folder.file('r'));
		expect(status).toBe(1);
		expect((JSON.parse(stdout) as ImpactFileAnswer).results).toHaveLength(2);
		expect(stderr).toContain('a/b: refused: one treated cluster has no standard error');
		expect(stderr).toContain('requests[1].outcome: no column z; the file has u, t, s, y');
		expect(readdirSync(folder.file('r'))).toEqual(['a-b.R']);
		expect(readFileSync(folder.file('r/a-b.R'), 'utf8')).toContain('fixest::feols');
	});

	test('asks for a file', () => {
		const { stderr, status } = cli();
		expect(status).toBe(1);
		expect(stderr).toContain('impact needs a file of requests');
	});
});

describe('impactHelp', () => {
	/** All names of fields and all words of choices of a schema. */
	function wordsOf(shape: unknown): string[] {
		if (Array.isArray(shape)) return shape.flatMap(wordsOf);
		if (typeof shape !== 'object' || shape === null) return [];
		const own = shape as { properties?: object; enum?: unknown[]; const?: unknown };
		return [
			...Object.keys(own.properties ?? {}),
			...(own.enum ?? []).map(String),
			...(typeof own.const === 'string' ? [own.const] : []),
			...Object.values(shape).flatMap(wordsOf)
		];
	}

	test('names every method, every field and every choice', () => {
		for (const method of impactMethods) expect(impactHelp).toMatch(new RegExp(`\\n  ${method} +`));
		const schema = z.toJSONSchema(impactRequest, { io: 'input', unrepresentable: 'any' });
		const words = new Set(wordsOf(schema));
		expect(words.size).toBeGreaterThan(120);
		const told = new Set(impactHelp.match(/[\w-]+/g));
		expect([...words].filter((word) => !told.has(word))).toEqual([]);
	});
});
