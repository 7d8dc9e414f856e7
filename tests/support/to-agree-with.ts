import { expect } from 'vitest';

export interface AgreementOptions {
	/** Largest difference as a share of the expected number; 1e-8 for closed forms (default). */
	readonly relative?: number;
	/** Difference that is always allowed, for numbers near 0; 1e-12 by default. */
	readonly absolute?: number;
}

declare module 'vitest' {
	// eslint-disable-next-line @typescript-eslint/no-unused-vars -- must be declared as vitest does
	interface Matchers<T> {
		/** The number, or every number of the list, agrees with the expected one. NaN never does. */
		toAgreeWith(expected: unknown, options?: AgreementOptions): void;
	}
}

expect.extend({
	toAgreeWith(received: unknown, expected: unknown, options: AgreementOptions = {}) {
		const complaint = disagreement(received, expected, options);
		return {
			pass: complaint === undefined,
			message: () => complaint ?? `expected ${show(received)} not to agree with ${show(expected)}`,
			actual: received,
			expected
		};
	}
});

/** Why two numbers or lists of numbers do not agree, if they do not. */
function disagreement(
	received: unknown,
	expected: unknown,
	options: AgreementOptions
): string | undefined {
	if (!isList(expected))
		return isList(received)
			? 'expected one number, received a list'
			: difference(received, expected, options);
	if (!isList(received)) return `expected a list of ${expected.length}, received ${show(received)}`;
	if (received.length !== expected.length)
		return `expected a list of ${expected.length}, received one of ${received.length}`;
	const complaints = Array.from(expected, (value, index) => {
		const complaint = disagreement(received[index], value, options);
		return complaint === undefined ? undefined : `at ${index}: ${complaint}`;
	});
	return complaints.find((complaint) => complaint !== undefined);
}

function difference(
	received: unknown,
	expected: unknown,
	{ relative = 1e-8, absolute = 1e-12 }: AgreementOptions
): string | undefined {
	if (typeof expected !== 'number' || Number.isNaN(expected))
		return `nothing to agree with: ${show(expected)}`;
	if (typeof received !== 'number') return `expected ${expected}, received ${show(received)}`;
	const apart = Math.abs(received - expected);
	const allowed = Math.max(absolute, relative * Math.abs(expected));
	if (received === expected || (Number.isFinite(expected) && apart <= allowed)) return undefined;
	const share = (apart / Math.abs(expected)).toExponential(1);
	return `expected ${expected}, received ${received}: ${share} apart, allowed ${relative} (or ${absolute} absolute)`;
}

function isList(value: unknown): value is ArrayLike<unknown> {
	return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function show(value: unknown): string {
	return typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);
}
