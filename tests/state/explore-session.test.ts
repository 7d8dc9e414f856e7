import { describe, expect, test } from 'vitest';
import { exploreView } from '#lib/model/explore-view.ts';
import { ExploreSession } from '#lib/state/explore-session.svelte.ts';
import { searchOf } from '#lib/state/explore-url.ts';

const search = (...by: string[]) =>
	searchOf(exploreView.parse({ survey: 'demo', indicator: 'seen', by }));

/** A session that answers with the breakdown asked for, and fails where there are two. */
const session = () =>
	new ExploreSession<string>({
		find: (view) => ({ view, dropped: [] }),
		answer: ({ by }) =>
			by.length > 1 ? Promise.reject(new Error('broken')) : Promise.resolve(by.join())
	});

describe('ExploreSession', () => {
	test('keeps the last answer while the question after it has none', async () => {
		const explored = session();
		await explored.follow(search('sex'));
		await explored.follow(search('sex', 'area'));
		expect(explored.status).toMatchObject({ kind: 'failed', view: { by: ['sex', 'area'] } });
		expect(explored.before).toMatchObject({ view: { by: ['sex'] }, answer: 'sex' });
		await explored.follow(search('area'));
		expect(explored.before).toMatchObject({ view: { by: ['area'] }, answer: 'area' });
	});

	test('has no answer before where the page opens, and when it is back there', async () => {
		const explored = session();
		await explored.follow(search('sex', 'area'));
		expect(explored.before).toBeUndefined();
		await explored.follow(search('sex'));
		await explored.follow('');
		expect(explored.status).toEqual({ kind: 'default' });
		expect(explored.before).toBeUndefined();
	});
});
