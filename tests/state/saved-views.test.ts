import { describe, expect, test } from 'vitest';
import { SavedViews } from '#lib/state/saved-views.svelte.ts';

/** A storage in memory, with what another version left in it. */
function storageWith(text: string | null = null) {
	let kept = text;
	return {
		getItem: () => kept,
		setItem: (_: string, value: string) => {
			kept = value;
		}
	};
}

const view = (name: string, search = `?survey=${name}`) => ({ name, search });

describe('saved views', () => {
	test('stand again after the page was left, the newest first, each once', () => {
		const storage = storageWith();
		const views = new SavedViews(storage);
		views.keep(view('a'));
		views.keep(view('b'));
		views.keep({ ...view('a'), name: 'renamed' });
		expect(new SavedViews(storage).all).toEqual([view('renamed', '?survey=a'), view('b')]);
	});

	test('are forgotten one by one', () => {
		const storage = storageWith();
		const views = new SavedViews(storage);
		views.keep(view('a'));
		views.keep(view('b'));
		views.forget('?survey=a');
		expect(new SavedViews(storage).all).toEqual([view('b')]);
	});

	test.for([
		['text that is no JSON', '{'],
		['something else', '{"a":1}'],
		[
			'views of another form',
			'[{"name":"x"}, 7, null, {"name":"y","search":"javascript:alert(1)"}]'
		]
	])('leave out %s', ([, text]) => {
		expect(new SavedViews(storageWith(text)).all).toEqual([]);
	});

	test('say when the browser keeps nothing', () => {
		const full = {
			getItem: () => null,
			setItem: () => {
				throw new Error('quota');
			}
		};
		const views = new SavedViews(full);
		expect(views.keep(view('a'))).toBe(false);
		expect(views.all).toEqual([]);
	});

	test('are no more than anybody finds again', () => {
		const views = new SavedViews(storageWith());
		for (let i = 0; i < 60; i++) views.keep(view(`v${i}`));
		expect(views.all).toHaveLength(50);
		expect(views.all[0]?.name).toBe('v59');
	});
});
