import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recompute } from '#lib/model/comparability.ts';
import { type CategoryConcept, categoryConcept } from '#lib/model/concept.ts';
import type { Figure } from '#lib/model/figure.ts';
import { type Ages, ages as agesSchema } from '#lib/model/properties.ts';
import { type Mapping, mapping } from '#lib/model/survey.ts';
import { universeFilters } from '../../../pipelines/release/common-universe.ts';

const text = (words: string) => ({ es: words, en: words });

const conceptOf = (id: string, categories: readonly object[]): CategoryConcept =>
	categoryConcept.parse({
		...{ id, kind: 'category', label: text(id), definition: text(id) },
		categories: categories.map((one) => ({ label: text(id), ...one }))
	});

const agesConcept = (id: string, classes: readonly (readonly [number, number?])[]) =>
	conceptOf(
		id,
		classes.map(([from, to]) => ({
			...{ id: `age-${from}`, ages: { from, ...(to === undefined ? {} : { to }) } }
		}))
	);

const tens = agesConcept('age_tens', [[15, 24], [25, 34], [35, 64], [65]]);
const odd = agesConcept('age_odd', [
	[12, 17],
	[18, 64],
	[65, 65]
]);
const areas = conceptOf('where_lives', [
	{ id: 'farms', area: 'rural' },
	{ id: 'town', area: 'urban' }
]);
const sex = conceptOf('sex', [{ id: 'man' }, { id: 'woman' }]);

const mapped = ({ id, categories }: CategoryConcept, changes: Partial<Mapping> = {}): Mapping =>
	mapping.parse({
		...{ concept: id, file: 'people', variable: id, codes: { '1': categories[0]!.id } },
		...changes
	});

interface Cut {
	readonly own: Figure['properties'];
	readonly common: Recompute;
	readonly mappings?: readonly Mapping[];
	readonly unit?: Figure['unit'];
}

const all = [sex, odd, tens, areas];
const concepts = new Map(all.map((one) => [one.id, one]));

function cut({ own, common, mappings = all.map((one) => mapped(one)), unit = 'person' }: Cut) {
	const source = { source: 'test-2024', series: 'test', basis: 'survey', concept: 'sees' } as const;
	const options = { survey: { mappings: [...mappings] }, concepts };
	return universeFilters({ ...source, unit, properties: own }, common, options);
}

const of15 = { concept: 'age_tens', categories: ['age-15', 'age-25', 'age-35'] };
const ages = (from: number, to?: number): Ages => agesSchema.parse({ from, to });

describe('a common universe', () => {
	test('takes the first concept that draws the line exactly there', () => {
		const own = { ages: ages(12, 65) };
		expect(cut({ own, common: { ages: ages(15, 64) } })).toEqual([of15]);
		const of18 = { concept: 'age_odd', categories: ['age-18', 'age-65'] };
		expect(cut({ own, common: { ages: ages(18, 65) } })).toEqual([of18]);
	});

	test('takes a class that goes beyond the people surveyed', () => {
		const [common, own] = [{ ages: ages(25, 70) }, { ages: ages(15, 70) }];
		expect(cut({ own, common })).toEqual([
			{ concept: 'age_tens', categories: ['age-25', 'age-35', 'age-65'] }
		]);
	});

	test('is not cut to where classes run across it', () => {
		for (const common of [ages(15, 60), ages(20, 64), ages(26, 34), ages(66, 70), ages(14, 64)])
			expect(cut({ own: { ages: ages(12, 99) }, common: { ages: common } })).toBeUndefined();
	});

	test('needs no cut of a figure that is about nobody else', () => {
		expect(
			cut({ own: { ages: ages(15), area: 'urban' }, common: { ages: ages(15), area: 'urban' } })
		).toEqual([]);
		expect(cut({ own: {}, common: { area: 'urban' }, unit: 'household' })).toBeUndefined();
	});

	test('is that of area and ages together', () => {
		const own = { ages: ages(12, 65), area: 'national' } as const;
		const common = { ages: ages(15, 64), area: 'rural' } as const;
		const farms = { concept: 'where_lives', categories: ['farms'] };
		expect(cut({ own, common })).toEqual([of15, farms]);
		expect(cut({ own, common, mappings: [mapped(tens)] })).toBeUndefined();
		expect(cut({ own, common, mappings: [mapped(areas)] })).toBeUndefined();
	});

	test('is drawn by concepts of the same unit only', () => {
		const common = { area: 'urban' } as const;
		const mappings = [mapped(areas, { units: ['household'] })];
		expect(cut({ own: { area: 'national' }, common, mappings })).toBeUndefined();
		expect(cut({ own: { area: 'national' }, common, mappings, unit: 'household' })).toEqual([
			{ concept: 'where_lives', categories: ['town'] }
		]);
	});

	test('holds everybody of the common ages and nobody else, whatever the classes', () => {
		const limits = fc.uniqueArray(fc.nat(oldest), { minLength: 3, maxLength: 8 });
		let exact = 0;
		fc.assert(
			fc.property(limits, fc.boolean(), someAges, someAges, (starts, open, own, other) => {
				const common = { from: Math.max(own.from, other.from), to: Math.min(own.to, other.to) };
				fc.pre(common.from <= common.to && (common.from > own.from || common.to < own.to));
				const classes = classesFrom(starts);
				const concept = agesConcept(
					'age_any',
					classes.map(({ from, to }) => (open && to === oldest ? [from] : [from, to]))
				);
				const expected = keptBy(classes, own, common);
				if (expected) exact++;
				const figure = { unit: 'person', properties: { ages: own } } as Figure;
				const survey = { mappings: [mapped(concept)] };
				const options = { survey, concepts: new Map([['age_any', concept]]) };
				const found = universeFilters(figure, { ages: common }, options);
				expect(found?.[0]?.categories).toEqual(expected?.map((from) => `age-${from}`));
			}),
			{ numRuns: 1000, seed: 20_241_122 }
		);
		expect(exact).toBeGreaterThan(10);
	});
});

const oldest = 25;
interface Class {
	readonly from: number;
	readonly to: number;
}

const someAges: fc.Arbitrary<Class> = fc
	.tuple(fc.nat(oldest), fc.nat(oldest))
	.map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

function classesFrom(starts: readonly number[]): Class[] {
	const sorted = starts.toSorted((a, b) => a - b);
	return sorted.map((from, i) => ({ from, to: (sorted[i + 1] ?? oldest + 1) - 1 }));
}

const isIn = (age: number, { from, to }: Class) => age >= from && age <= to;

/** Age by age: the classes that hold whom is wanted, where they hold nobody else. */
function keptBy(classes: readonly Class[], own: Class, wanted: Class): number[] | undefined {
	const people = Array.from({ length: oldest + 1 }, (_, age) => age).filter((age) =>
		isIn(age, own)
	);
	const kept = classes.filter((one) => people.some((age) => isIn(age, one) && isIn(age, wanted)));
	const isExact = people.every((age) => kept.some((one) => isIn(age, one)) === isIn(age, wanted));
	return isExact ? kept.map(({ from }) => from) : undefined;
}

describe('categories of a concept', () => {
	test.for([
		[{ ages: { from: 12, to: 18 } }, { ages: { from: 18, to: 24 } }],
		[{ ages: { from: 12 } }, { ages: { from: 70, to: 80 } }],
		[{ area: 'urban' }, { area: 'urban' }]
	])('do not hold the same people: %o', ([one, other]) => {
		const categories = [
			{ id: 'one', ...one },
			{ id: 'other', ...other }
		];
		expect(() => conceptOf('parts', categories)).toThrow('ages or areas of two categories overlap');
	});
});
