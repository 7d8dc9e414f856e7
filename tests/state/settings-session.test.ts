import { describe, expect, test } from 'vitest';
import { SettingsSession } from '#lib/state/settings-session.svelte.ts';

type Evaluate = ConstructorParameters<typeof SettingsSession<string>>[0];

/** An evaluation that waits until it is given up. */
const endless: Evaluate = (_, { signal }) =>
	new Promise((_resolve, reject) =>
		signal.addEventListener('abort', () => reject(new Error('given up')))
	);

describe('SettingsSession', () => {
	test('answers with the settings that it was asked for', async () => {
		const session = new SettingsSession<string>((settings) =>
			Promise.resolve(String(settings.ring))
		);
		expect(session.status.kind).toBe('opening');
		await session.ask({ ring: 'compared' });
		expect(session.status.kind).toBe('answered');
		expect(session.found).toEqual({ settings: { ring: 'compared' }, answer: 'compared' });
	});

	test('tells how far it is, until it is given up', () => {
		let tell: (share: number) => void = () => undefined;
		const session = new SettingsSession<string>((settings, running) => {
			tell = running.report;
			return endless(settings, running);
		});
		void session.ask({});
		expect(session.status).toEqual({ kind: 'waiting', share: undefined });
		tell(0.5);
		expect(session.status).toEqual({ kind: 'waiting', share: 0.5 });
		session.cancel();
		tell(0.75);
		expect(session.status).toEqual({ kind: 'cancelled' });
	});

	test('keeps what was found before when it is given up or fails', async () => {
		const session = new SettingsSession<string>((settings, running) => {
			if (settings.ring) return endless(settings, running);
			return settings.cluster ? Promise.reject(new Error('broken')) : Promise.resolve('first');
		});
		await session.ask({});
		const given = session.ask({ ring: 'compared' });
		session.cancel();
		await given;
		expect(session.status.kind).toBe('cancelled');
		expect(session.found).toEqual({ settings: {}, answer: 'first' });
		await session.ask({ cluster: 'unit' });
		expect(session.status).toMatchObject({ kind: 'failed', error: { message: 'broken' } });
		expect(session.found?.answer).toBe('first');
	});

	test('drops an older answer that comes after a newer question', async () => {
		const settle: ((answer: string) => void)[] = [];
		const session = new SettingsSession<string>(
			() => new Promise((resolve) => settle.push(resolve))
		);
		const older = session.ask({});
		const newer = session.ask({ ring: 'compared' });
		settle[1]!('newer');
		await newer;
		settle[0]!('older');
		await older;
		expect(session.found?.answer).toBe('newer');
	});

	test('has nothing when it is back where it opened', async () => {
		const session = new SettingsSession<string>(() => Promise.resolve('any'));
		await session.ask({});
		session.reset();
		expect([session.status.kind, session.found]).toEqual(['opening', undefined]);
	});
});
