import fc from 'fast-check';
import { Matrix, SingularValueDecomposition, pseudoInverse, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { replicateTotals } from '#lib/stats/replicates/unit-factors.ts';
import { unitSecrecy } from '../../../../../pipelines/steps/protect/totals/unit-secrecy.ts';
import { drawnFactors } from '../../../../support/drawn-factors.ts';

const width = 0.2;

/** The equations about some units, a row each: what an attacker knows. */
function equationsOf({ factors }: ReturnType<typeof drawnFactors>, units: Int32Array): Matrix {
	const full = Array.from(units, () => 1);
	return new Matrix([full, ...factors.map((column) => Array.from(units, (unit) => column[unit]!))]);
}

const rankOf = (matrix: Matrix) =>
	new SingularValueDecomposition(matrix, { autoTranspose: true }).rank;

/** e_i is a combination of the equations: what unit i adds follows from what is published. */
function isTold(equations: Matrix, unit: number): boolean {
	const own = Array.from({ length: equations.columns }, (_, i) => (i === unit ? 1 : 0));
	return rankOf(new Matrix([...equations.to2DArray(), own])) === rankOf(equations);
}

/** Some units of a small sample, drawn again and again. */
const groups = fc
	.record({
		sizes: fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 5 }),
		replicates: fc.integer({ min: 2, max: 12 }),
		seed: fc.integer({ min: 1, max: 1e6 }),
		inside: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 })
	})
	.map(({ sizes, replicates, seed, inside }) => {
		const drawn = drawnFactors(sizes, replicates, seed);
		const units = Int32Array.from(drawn.stratum.keys()).filter((unit) => inside[unit] === true);
		return { drawn, units };
	})
	.filter(({ units }) => units.length > 0);

describe('unitSecrecy', () => {
	test('leaves nothing open where a unit follows from the totals, tried one by one', () => {
		fc.assert(
			fc.property(groups, ({ drawn, units }) => {
				const { openShare } = unitSecrecy({ ...drawn, width });
				const equations = equationsOf(drawn, units);
				const told = Array.from(units.keys()).some((i) => isTold(equations, i));
				expect(told && openShare(units) > 1e-9).toBe(false);
			}),
			{ numRuns: 300 }
		);
	});

	test('leaves open no more than a normal distribution does, given the totals', () => {
		let judged = 0;
		fc.assert(
			fc.property(groups, ({ drawn, units }) => {
				const share = unitSecrecy({ ...drawn, width }).openShare(units);
				const equations = equationsOf(drawn, units);
				const hat = pseudoInverse(equations).mmul(equations);
				const left = Array.from(units.keys(), (i) => 1 - hat.get(i, i));
				if (share > 0) judged++;
				expect(share).toBeLessThanOrEqual(Math.min(...left) + 1e-9);
			}),
			{ numRuns: 300 }
		);
		expect(judged).toBeGreaterThan(20);
	});

	test('is 0 with as many replicates as units: the totals can be solved for what each adds', () => {
		const drawn = drawnFactors([12], 11);
		const units = Int32Array.from({ length: 12 }, (_, i) => i);
		const added = Float64Array.from(units, (unit) => 3 + ((unit * 5) % 7));
		const totals = replicateTotals(drawn.factors, units, added);
		const solved = solve(equationsOf(drawn, units), Matrix.columnVector([...totals]), true);
		expect(solved.to1DArray()).toAgreeWith([...added], { relative: 1e-8 });
		expect(unitSecrecy({ ...drawn, width }).isOpen(units)).toBe(false);
	});

	test('counts only the units that have members', () => {
		const drawn = drawnFactors([40, 40], 20);
		const { isOpen } = unitSecrecy({ ...drawn, width });
		expect(isOpen(Int32Array.from({ length: 80 }, (_, i) => i))).toBe(true);
		expect(isOpen(Int32Array.from({ length: 40 }, (_, i) => 2 * i))).toBe(true);
		expect(isOpen(Int32Array.from({ length: 21 }, (_, i) => i))).toBe(false);
		expect(isOpen(Int32Array.of(3))).toBe(false);
		expect(isOpen(new Int32Array(0))).toBe(true);
	});

	test('sees that two units of a stratum tell their difference before anything else', () => {
		const pairs = Array.from({ length: 12 }, () => 2);
		const drawn = drawnFactors(pairs, 12);
		const units = Int32Array.from({ length: 24 }, (_, i) => i);
		const equations = equationsOf(drawn, units);
		expect(units.some((i) => isTold(equations, i))).toBe(false);
		const differs = Array.from(units, (i) => (i === 0 ? 1 : i === 1 ? -1 : 0));
		expect(rankOf(new Matrix([...equations.to2DArray(), differs]))).toBe(rankOf(equations));
		expect(unitSecrecy({ ...drawn, width }).openShare(units)).toBeLessThan(1e-9);
	});

	test('does not count an equation twice that follows from others', () => {
		const { factors, stratum } = drawnFactors([30, 30], 12);
		const twice = unitSecrecy({ factors: [...factors, ...factors], stratum, width });
		expect(twice.equations).toBe(13);
		const units = Int32Array.from({ length: 60 }, (_, i) => i);
		expect(twice.openShare(units)).toAgreeWith(
			unitSecrecy({ factors, stratum, width }).openShare(units)
		);
	});

	test('says no more than is true of a large stratum, whose pairs it does not look at', () => {
		const drawn = drawnFactors([600], 8, 3);
		const units = Int32Array.from(drawn.stratum.keys());
		const equations = equationsOf(drawn, units);
		const hat = pseudoInverse(equations).mmul(equations);
		let smallest = 1;
		for (let i = 0; i < 600; i++)
			for (let j = 0; j < i; j++)
				smallest = Math.min(smallest, 1 - (hat.get(i, i) + hat.get(j, j)) / 2 + hat.get(i, j));
		const share = unitSecrecy({ ...drawn, width }).openShare(units);
		expect(share).toBeLessThanOrEqual(smallest);
		expect(share).toBeGreaterThan(smallest - 0.1);
	});
});
