import { describe, expect, test } from 'vitest';
import type { Comparison } from '#lib/model/comparison.ts';
import { samples } from '../support/random-samples.ts';
import { holds, tablesOfTests, tryOnSamples } from '../support/sampled-tables.ts';
import type { ComparisonQuestion, Question } from '../support/small-tables.ts';
import { isAnswered, mean, people, ratio, total, yes } from './same-answers.ts';

tryOnSamples({ quick: 10, slow: 200 });
const tables = tablesOfTests();

type Compared = Extract<Comparison, { outcome: 'compared' }>;
const isCompared = (one: Comparison | undefined): one is Compared => one?.outcome === 'compared';

const at = (concept: string, category: string) => ({ at: { [concept]: category } });
const measures = [yes, people, mean, total, ratio];
const asking = (
	measure: ComparisonQuestion['measure'],
	concept: string,
	contrasts: ComparisonQuestion['contrasts']
): ComparisonQuestion => ({ measure, by: [concept], contrasts, unsure: 'exclude', df: 'design' });

describe('compare', () => {
	test('refuses the difference of a group to itself for having no variance', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(sample);
			const a = at('place', 'a');
			for (const measure of measures) {
				const own = (['difference', 'log-ratio'] as const).map((kind) => ({
					kind,
					of: a,
					against: a
				}));
				for (const one of await tables.compare(table, asking(measure, 'place', own))) {
					const reason = isCompared(one) ? one : one.reason;
					expect(['no-variance', 'no-cases', 'zero-denominator']).toContain(reason);
				}
			}
		});
	});

	test('finds 0 between a group and the same group under another question', async () => {
		await holds(samples({ complete: true }), async (sample) => {
			// Everybody is paid twice the amount.
			const twice = sample.map((row) => ({ ...row, paid: 2 * Number(row.amount) }));
			const table = await tables.table(twice);
			const group = sample[0]!.place;
			const terms = [
				{ ...at('place', group), coefficient: 2 },
				{ ...at('place', group), coefficient: -1, measure: { ...mean, concept: 'paid' } }
			];
			const [one] = await tables.compare(table, asking(mean, 'place', [{ kind: 'linear', terms }]));
			// What rounding leaves is not taken for a difference.
			expect(one).toMatchObject({ outcome: 'withheld', reason: 'no-variance' });
		});
	});

	test('turns the sign of a difference and the quotient of a ratio with the order', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(sample);
			const [a, b] = [at('place', 'a'), at('place', 'b')];
			for (const measure of measures) {
				const both = (['difference', 'log-ratio', 'ratio'] as const).flatMap((kind) => [
					{ kind, of: a, against: b },
					{ kind, of: b, against: a }
				]);
				const all = await tables.compare(table, asking(measure, 'place', both));
				for (const [one, other] of [all.slice(0, 2), all.slice(2, 4)]) {
					expect(one!.outcome).toBe(other!.outcome);
					if (!isCompared(one) || !isCompared(other)) continue;
					const turned = [-one.estimate, -one.upper, -one.lower, one.standardError, -one.t, one.p];
					const { estimate, lower, upper, standardError, t, p } = other;
					const absolute = 1e-10 * Math.max(Math.abs(lower), Math.abs(upper));
					expect([estimate, lower, upper]).toAgreeWith(turned.slice(0, 3), { absolute });
					expect([standardError, t, p]).toAgreeWith(turned.slice(3));
				}
				const [ratioOf, inverse] = all.slice(4);
				if (!isCompared(ratioOf) || !isCompared(inverse)) continue;
				expect(ratioOf.estimate * inverse.estimate).toAgreeWith(1);
				// The same relative error: one over a number moves with the number. Squares that cancel leave
				// the root of their rounding.
				const relative = ({ standardError, estimate }: Compared) =>
					standardError / Math.abs(estimate);
				expect(relative(ratioOf)).toAgreeWith(relative(inverse), { absolute: 1e-7 });
			}
		});
	});

	test('adds variances between strata, which are drawn apart', async () => {
		await holds(samples({ smallest: { strata: 2 } }), async (sample) => {
			const table = await tables.table(sample);
			for (const measure of measures) {
				const asked = {
					measure,
					unsure: 'exclude',
					df: 'design',
					by: ['region']
				} satisfies Question;
				const { estimates } = await tables.ask(table, asked);
				const own = new Map(
					estimates.filter(isAnswered).map((one) => [one.domain[0]!.category, one] as const)
				);
				const contrast = {
					kind: 'difference',
					of: at('region', 'r0'),
					against: at('region', 'r1')
				} as const;
				const [one] = await tables.compare(table, asking(measure, 'region', [contrast]));
				const [first, second] = [own.get('r0'), own.get('r1')];
				if (!first || !second || !isCompared(one)) continue;
				const scale = Math.max(Math.abs(first.estimate), Math.abs(second.estimate));
				const variance = first.standardError ** 2 + second.standardError ** 2;
				expect(one.estimate).toAgreeWith(first.estimate - second.estimate, {
					absolute: 1e-12 * scale
				});
				expect(one.standardError).toAgreeWith(Math.sqrt(variance), { absolute: 1e-10 * scale });
			}
		});
	});

	test('gives a sum of groups the error of the groups taken together', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(sample);
			for (const measure of [total, people]) {
				const categories = ['a', 'b', 'c'].filter((one) => sample.some((row) => row.place === one));
				const where = [{ concept: 'place', categories: ['a', 'b', 'c'] }];
				const terms = categories.map((one) => ({ ...at('place', one), coefficient: 1 }));
				if (terms.length === 0) continue;
				const question = asking(measure, 'place', [{ kind: 'linear', terms }]);
				const [one] = await tables.compare(table, { ...question, where });
				const whole = await tables.ask(table, { measure, where, unsure: 'exclude', df: 'design' });
				const [together] = whole.estimates;
				if (!isCompared(one) || !together || !isAnswered(together)) continue;
				expect(one.estimate).toAgreeWith(together.estimate);
				expect(one.standardError).toAgreeWith(together.standardError, {
					absolute: 1e-10 * Math.abs(together.estimate)
				});
			}
		});
	});
});
