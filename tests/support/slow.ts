import { test } from 'vitest';

/** `npm run test:slow` and `npm run test:browser` look longer, at what `npm test` has no time for. */
export const isSlow = import.meta.env.MODE === 'slow';

/** A test of theirs: to `npm test` it is not there, rather than skipped. */
export const slowTest = isSlow ? test : () => undefined;

/** The first few cases where time is short. */
export const fewOf = <Case>(count: number, cases: readonly Case[]): readonly Case[] =>
	isSlow ? cases : cases.slice(0, count);
