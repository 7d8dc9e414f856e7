import { describe, expect, test } from 'vitest';
import { type EstimateRequest, estimateRequest } from '#lib/model/estimate-request.ts';
import { LinkedAnswers } from '../../src/routes/[lang]/explore/linked-answers.svelte.ts';
import { shownAnswer } from '../support/shown-answers.ts';

const request = estimateRequest.parse({
	survey: 'test-2024',
	measure: { statistic: 'mean', concept: 'age' },
	where: [{ concept: 'area', categories: ['urban'] }]
});
const filter = (concept: string, ...categories: string[]) => ({ concept, categories });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
/** Many turns of the loop, however long they take: an answer takes one. */
const settled = async () => {
	for (let i = 0; i < 100; i++) await turn();
};

/** Linked views whose questions are written down, each answered after a moment. */
function linkedViews() {
	const asked: EstimateRequest[] = [];
	let running = 0;
	let most = 0;
	const linked = new LinkedAnswers({
		request,
		concepts: ['sex', 'education'],
		answer: async (one) => {
			asked.push(one);
			most = Math.max(most, ++running);
			await turn();
			running--;
			return shownAnswer({ withoutBreakdown: asked.length });
		}
	});
	return { linked, asked, most: () => most };
}

describe('linked views', () => {
	test('are narrowed by what is chosen in the others, never by their own choice', async () => {
		const { linked, asked } = linkedViews();
		linked.show([filter('sex', 'woman')]);
		await settled();
		expect(asked.map(({ by, where }) => [by, where.slice(1)])).toEqual([
			[['sex'], []],
			[['education'], [filter('sex', 'woman')]]
		]);
		expect(asked.every(({ where }) => where[0]?.concept === 'area')).toBe(true);
		expect(Object.keys(linked.answers)).toEqual(['sex', 'education']);
	});

	test('answer one question at a time, and of those that wait the newest only', async () => {
		const { linked, asked, most } = linkedViews();
		for (const category of ['a', 'b', 'c', 'd']) linked.show([filter('sex', category)]);
		await settled();
		expect(most()).toBe(1);
		const chosen = asked.flatMap(({ where }) => where.slice(1).flatMap((one) => one.categories));
		expect(chosen).toEqual(['a', 'd']);
	});

	test('read ahead what a choice will need, and show nothing of it', async () => {
		const { linked, asked } = linkedViews();
		linked.prepare(filter('sex', 'woman', 'man'), []);
		await settled();
		expect(asked.map(({ by }) => by)).toEqual([['education']]);
		expect(linked.answers).toEqual({});
	});

	test('ask nothing anew of a view in which nothing was chosen elsewhere', async () => {
		const { linked, asked } = linkedViews();
		linked.show([filter('sex', 'woman')]);
		await settled();
		const before = linked.answers;
		linked.show([filter('sex', 'man')]);
		await settled();
		expect(asked.map(({ by }) => by[0])).toEqual(['sex', 'education', 'education']);
		expect(linked.answers['sex']).toBe(before['sex']);
		expect(linked.answers['education']).not.toBe(before['education']);
	});

	test('never drop a choice for what is read ahead', async () => {
		const { linked, asked } = linkedViews();
		linked.show([]);
		linked.show([filter('sex', 'woman')]);
		linked.prepare(filter('sex', 'woman', 'man'), []);
		await settled();
		const chosen = asked.map(({ by, where }) => [by[0], where.at(-1)?.categories.join()]);
		expect(chosen.slice(2)).toEqual([
			['education', 'woman'],
			['education', 'woman,man']
		]);
		expect(linked.answers['education']).toEqual(shownAnswer({ withoutBreakdown: 3 }));
	});

	test('say that a question failed, and answer the next', async () => {
		let fails = true;
		const linked = new LinkedAnswers({
			request,
			concepts: ['sex'],
			answer: () =>
				fails ? Promise.reject(new Error('no memory')) : Promise.resolve(shownAnswer())
		});
		linked.show([]);
		await settled();
		expect(String(linked.failed)).toContain('no memory');
		fails = false;
		linked.show([]);
		await settled();
		expect(linked.failed).toBeUndefined();
		expect(Object.keys(linked.answers)).toEqual(['sex']);
	});

	test('show nothing any more once they are stopped', async () => {
		const { linked } = linkedViews();
		linked.show([]);
		linked.stop();
		await settled();
		expect(linked.answers).toEqual({});
	});
});
