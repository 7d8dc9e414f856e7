import { describe, expect, test } from 'vitest';
import { EngineError } from '#lib/engine/engine-error.ts';
import { Ending } from '#lib/engine/ending.ts';

const why = new EngineError('stopped', 'worker stopped');
const never = () => new Promise<never>(() => undefined);

describe('Ending', () => {
	test('tells everybody who waits, and whoever comes later', async () => {
		const ending = new Ending();
		const waiting = [ending.before(never), ending.before(never)];
		ending.end(why);
		ending.end(new EngineError('memory', 'later'));
		for (const one of [...waiting, ending.before(never)]) await expect(one).rejects.toBe(why);
	});

	test('leaves what is done before as it is', async () => {
		const ending = new Ending();
		await expect(ending.before(() => Promise.resolve(7))).resolves.toBe(7);
		const failed = ending.before(() => Promise.reject(new Error('no such column')));
		await expect(failed).rejects.toThrow('no such column');
	});
});
