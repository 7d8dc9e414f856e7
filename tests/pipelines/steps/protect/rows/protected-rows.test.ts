import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type UnitRow, UnitRowsFolder } from '../../../../support/unit-rows.ts';

let folder: UnitRowsFolder;
beforeAll(async () => {
	folder = await UnitRowsFolder.opened();
});
afterAll(() => folder.remove());

const times = (count: number, row: UnitRow): UnitRow[] => Array.from({ length: count }, () => row);
const counted = (rows: readonly Record<string, unknown>[], column: string) => {
	const counts: Record<string, number> = {};
	for (const row of rows) counts[String(row[column])] = (counts[String(row[column])] ?? 0) + 1;
	return counts;
};

/** Four groups of five, and one person who is like nobody else. */
const oneAlone: UnitRow[] = [
	...['man', 'woman'].flatMap((sex) =>
		['north', 'south'].flatMap((area) => times(5, { sex, area, size: 'small' }))
	),
	{ sex: 'woman', area: 'north', size: 'large' }
];

describe('rows that stand out', () => {
	test('are counted: one planted person, and the key that tells of them', async () => {
		const { risk } = await folder.protected(oneAlone, { keys: ['sex', 'area', 'size'] });
		expect(risk).toMatchObject({
			...{ rows: 21, unique: 1, belowK: 1 },
			keys: [
				{ concept: 'sex', uniqueWithout: 1 },
				{ concept: 'area', uniqueWithout: 1 },
				{ concept: 'size', uniqueWithout: 0 }
			]
		});
	});

	test('are too many above the declared share, and not at it', async () => {
		const keys = ['sex', 'area', 'size'];
		const refused = async (maxUniqueShare: number) =>
			(await folder.protected(oneAlone, { keys, maxUniqueShare })).risk.refusals.filter(
				({ kind }) => kind === 'unique'
			);
		expect(await refused(1 / 22)).toEqual([{ kind: 'unique', share: 1 / 21, limit: 1 / 22 }]);
		expect(await refused(1 / 21)).toEqual([]);
	});

	test('are none where nothing is known of anybody', async () => {
		const { risk } = await folder.protected(oneAlone, {});
		expect(risk).toMatchObject({ unique: 0, belowK: 0, keys: [], refusals: [] });
	});

	const value = fc.constantFrom('a', 'b', 'c', 'refused');
	const row = fc.record({ one: value, two: value, three: fc.constantFrom(1, 2, 3, null) });
	test('agree with counting each row against each other', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), async (drawn) => {
				const rows = drawn.map((one) => ({
					...one,
					three__missing: one.three === null ? 'lost' : null
				}));
				const keys = ['one', 'two', 'three'] as const;
				const alike = (among: readonly (typeof keys)[number][]) =>
					drawn.map((a) => drawn.filter((b) => among.every((key) => a[key] === b[key])).length);
				const alone = (among: readonly (typeof keys)[number][]) =>
					alike(among).filter((count) => count === 1).length;
				const { risk } = await folder.protected(rows, { keys, k: 4 });
				expect(risk.unique).toBe(alone(keys));
				expect(risk.belowK).toBe(alike(keys).filter((count) => count < 4).length);
				expect(risk.keys.map(({ uniqueWithout }) => uniqueWithout)).toEqual(
					keys.map((key) => alone(keys.filter((other) => other !== key)))
				);
			}),
			{ numRuns: 60 }
		);
	});
});

describe('rare categories', () => {
	const rows = [...times(6, { job: 'farmer' }), ...times(2, { job: 'judge' }), { job: 'refused' }];

	test('of a key are refused by name until they are grouped; no answer is no category', async () => {
		const { risk } = await folder.protected(rows, { keys: ['job'] });
		expect(risk.refusals).toEqual([{ kind: 'rare', concept: 'job', categories: ['judge'] }]);
	});

	test('become the category that they are grouped into, in rows and in counts', async () => {
		const group = { concept: 'job', of: ['judge', 'bishop'], into: 'farmer' };
		const {
			rows: after,
			risk,
			counts
		} = await folder.protected(rows, {
			keys: ['job'],
			groups: [{ ...group, because: 'declared' }]
		});
		expect(counted(after, 'job')).toEqual({ farmer: 8, refused: 1 });
		expect(counts).toEqual([{ concept: 'job', counts: { farmer: 8, refused: 1 } }]);
		expect(risk.grouped).toEqual([{ ...group, of: ['judge'], because: 'declared', rows: 2 }]);
		expect(risk.refusals).toEqual([]);
	});

	test('are not hidden by being withheld alone, nor by a group that is rare itself', async () => {
		const { risk } = await folder.protected(rows, {
			keys: ['job'],
			groups: [{ concept: 'job', of: ['judge'], into: 'withheld', because: 'declared' }]
		});
		expect(risk.refusals).toEqual([
			{ kind: 'rare', concept: 'job', categories: ['withheld'] },
			{ kind: 'alone', concept: 'job', category: 'judge' }
		]);
	});

	test('are hidden by two withheld together', async () => {
		const two = [...rows, ...times(3, { job: 'bishop' })];
		const { rows: after, risk } = await folder.protected(two, {
			keys: ['job'],
			groups: [{ concept: 'job', of: ['bishop', 'judge'], into: 'withheld', because: 'small-area' }]
		});
		expect(counted(after, 'job')).toEqual({ farmer: 6, refused: 1, withheld: 5 });
		expect(risk.refusals).toEqual([]);
	});
});

describe('sensitive answers of minors', () => {
	const ages = [{ concept: 'age', adult: ['adult'] }];
	const rows: UnitRow[] = [
		{
			age: 'minor',
			used: 'yes',
			first: 14,
			first__missing: null,
			likes: 'yes',
			asked: 'not-asked'
		},
		{
			age: 'minor',
			used: 'no',
			first: null,
			first__missing: 'not-applicable',
			likes: 'no',
			asked: 'not-asked'
		},
		{
			age: 'refused',
			used: 'no',
			first: null,
			first__missing: 'not-applicable',
			likes: 'no',
			asked: 'not-asked'
		},
		{ age: 'adult', used: 'yes', first: 20, first__missing: null, likes: 'no', asked: 'yes' }
	];

	test('are withheld, and those of people who gave no age; no other answer is', async () => {
		const { rows: after, risk } = await folder.protected(rows, {
			sensitive: ['used', 'first', 'asked'],
			ages
		});
		expect(
			after.map(({ age, used, first, first__missing: why, likes }) => [
				age,
				used,
				first,
				why,
				likes
			])
		).toEqual(
			expect.arrayContaining([
				['adult', 'yes', 20, null, 'no'],
				['minor', 'withheld', null, 'withheld', 'yes'],
				['minor', 'withheld', null, 'withheld', 'no'],
				['refused', 'withheld', null, 'withheld', 'no']
			])
		);
		expect(risk.withheld).toEqual([
			{ concept: 'used', rows: 3 },
			{ concept: 'first', rows: 3 }
		]);
	});

	test('stay what they are where none of them was asked', async () => {
		const { rows: after } = await folder.protected(rows, { sensitive: ['asked'], ages });
		expect(counted(after, 'asked')).toEqual({ 'not-asked': 3, yes: 1 });
	});

	test('are told by years too, and by any concept that says of age', async () => {
		const years = [17, 18, null].map((age) => ({
			age,
			...{ age__missing: age === null ? 'refused' : null, band: 'x', used: 'yes' }
		}));
		const ages = [{ concept: 'age' }, { concept: 'band', adult: ['y'] }];
		const withheld = async (band: string) => {
			const { rows: after } = await folder.protected(
				years.map((row) => ({ ...row, band })),
				{ sensitive: ['used'], ages }
			);
			return counted(after, 'used')['withheld'];
		};
		expect(await withheld('x')).toBe(2);
		expect(await withheld('y')).toBeUndefined();
	});

	test('stay withheld by the age that they gave where ages are grouped afterwards', async () => {
		const { rows: after, risk } = await folder.protected(rows, {
			...{ sensitive: ['used'], ages },
			groups: [{ concept: 'age', of: ['minor', 'adult'], into: 'withheld', because: 'declared' }]
		});
		expect(counted(after, 'used')).toEqual({ withheld: 3, yes: 1 });
		expect(risk.refusals).toEqual([]);
	});

	test('do not hide among themselves one category that is withheld of adults', async () => {
		const people = ['minor', 'adult', 'adult'].map((age, i) => ({ age, job: `job-${i % 2}` }));
		const { risk } = await folder.protected(people, {
			...{ sensitive: ['job'], ages },
			groups: [{ concept: 'job', of: ['job-1'], into: 'withheld', because: 'declared' }]
		});
		expect(risk.refusals).toEqual([{ kind: 'alone', concept: 'job', category: 'job-1' }]);
	});
});

describe('codes of households', () => {
	/** Two households of two in one primary unit, and one of two in another. */
	const rows = [1, 1, 2, 2, 3, 3].map((ssu, i) => ({
		...{ psu: ssu < 3 ? 1 : 2, ssu, fpc_1: 10, fpc_2: 4, sex: i % 2 ? 'man' : 'woman' },
		weight_main: ssu === 3 ? 7 : 5
	}));
	const table = { psu: 'psu', ssu: 'ssu', fpc: ['fpc_1', 'fpc_2'] };

	test('are cut with the size that belongs to them', async () => {
		const { rows: after, risk } = await folder.protected(rows, { householdLinks: 'cut' }, table);
		expect(Object.keys(after[0]!)).toEqual(['psu', 'fpc_1', 'weight_main', 'sex']);
		expect(risk.householdLinks).toBe('cut');
	});

	test('stay where the survey declares them', async () => {
		const rules = { householdLinks: 'declared' } as const;
		const { rows: after } = await folder.protected(rows, rules, table);
		expect(Object.keys(after[0]!)).toEqual(['psu', 'ssu', 'fpc_1', 'fpc_2', 'weight_main', 'sex']);
	});

	test('that a weight tells all the same are counted', async () => {
		const { risk } = await folder.protected(rows, { householdLinks: 'cut' }, table);
		expect(risk.linkedByWeight).toBe(1);
	});
});
