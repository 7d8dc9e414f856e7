import { describe, expect, test } from 'vitest';
import { conceptGroupsOf } from '../../../../../pipelines/steps/protect/totals/concept-groups.ts';
import {
	type AuditedFigure,
	type LinkedFigures,
	expectNothingTold,
	figureLeaks,
	groupLeaks,
	linkedLeaks
} from '../../../../../pipelines/steps/protect/totals/replicate-audit.ts';
import { unitSecrecy } from '../../../../../pipelines/steps/protect/totals/unit-secrecy.ts';
import { untoldFigures } from '../../../../../pipelines/steps/protect/totals/untold-figures.ts';
import { drawnFactors } from '../../../../support/drawn-factors.ts';

interface Person {
	readonly unit: number;
	readonly sex: 'man' | 'woman';
	readonly age: 'young' | 'old' | 'very-old';
	readonly has: boolean;
}

const unitCount = 60;
const categories = { sex: ['man', 'woman'], age: ['young', 'old', 'very-old'] };
const secrecy = unitSecrecy({ ...drawnFactors([30, 30], 15), width: 0.2 });

/** In every unit a man and a woman of two ages, one of them with the attribute. */
const people: readonly Person[] = Array.from({ length: 4 * unitCount }, (_, i) => ({
	unit: Math.floor(i / 4),
	sex: i % 2 === 0 ? 'man' : 'woman',
	age: i % 4 < 2 ? 'young' : 'old',
	has: (Math.floor(i / 4) * 3) % 4 === i % 4
}));

const unitsOf = (some: readonly Person[]) =>
	Int32Array.from(new Set(some.map(({ unit }) => unit))).sort();

type At = Readonly<Partial<Record<'sex' | 'age', string>>>;

function figure(all: readonly Person[], at: At): AuditedFigure {
	const own = all.filter(({ sex, age }) => (at.sex ?? sex) === sex && (at.age ?? age) === age);
	return {
		key: {
			...{ indicator: 'test', source: 'test-2024', territory: 'XTT', period: '2024' },
			...{ by_1: at.sex === undefined ? '' : 'sex', category_1: at.sex ?? '' },
			...{ by_2: at.age === undefined ? '' : 'age', category_2: at.age ?? '' }
		},
		at: { ...at },
		supports: {
			members: unitsOf(own),
			having: unitsOf(own.filter(({ has }) => has)),
			lacking: unitsOf(own.filter(({ has }) => !has))
		}
	};
}

/** These figures of some people, published together. */
function linked(all: readonly Person[], published: readonly At[]): LinkedFigures {
	const sorted = all.toSorted((a, b) => a.unit - b.unit);
	const codes = (concept: 'sex' | 'age') =>
		Int32Array.from(sorted, (one) => categories[concept].indexOf(one[concept]));
	return {
		figures: published.map((at) => figure(all, at)),
		territories: [],
		groups: conceptGroupsOf({
			units: Int32Array.from(sorted, ({ unit }) => unit),
			having: Uint8Array.from(sorted, ({ has }) => (has ? 1 : 0)),
			counts: true,
			codes: new Map([
				['sex', codes('sex')],
				['age', codes('age')]
			]),
			categories: new Map(Object.entries(categories))
		})
	};
}

const everybody: At = {};
const bySex: At[] = [{ sex: 'man' }, { sex: 'woman' }];
const byAge: At[] = [{ age: 'young' }, { age: 'old' }];

describe('the audit of replicate totals', () => {
	test('finds nothing where every group has many units', () => {
		expect(linkedLeaks(linked(people, [everybody, ...bySex, ...byAge]), secrecy)).toEqual([]);
	});

	test('finds a figure about as many units as numbers', () => {
		const few = people.filter(({ unit }) => unit < 16);
		expect(figureLeaks([figure(few, everybody)], secrecy)).toMatchObject([
			{ side: 'members', units: 16, equations: 16 }
		]);
	});

	test('finds an attribute that people of few units have, or lack', () => {
		const rare = people.map((one) => ({ ...one, has: one.unit < 10 }));
		const common = people.map((one) => ({ ...one, has: one.unit >= 10 }));
		expect(figureLeaks([figure(rare, everybody)], secrecy)).toMatchObject([
			{ side: 'having', units: 10 }
		]);
		expect(figureLeaks([figure(common, everybody)], secrecy)).toMatchObject([
			{ side: 'lacking', units: 10 }
		]);
	});

	test('finds the rest of a total that is in few units', () => {
		const old: Person = { unit: 3, sex: 'man', age: 'very-old', has: true };
		const leaks = groupLeaks(linked([...people, old], [everybody, ...byAge]), secrecy);
		expect(leaks).toMatchObject([{ side: 'members', units: 1 }]);
		expect(leaks[0]?.from.map(({ at }) => at)).toEqual([everybody, ...byAge]);
	});

	test('counts a unit with one member, who would be told, like any other', () => {
		const alone = people
			.filter((one) => one.sex === 'man' && one.age === 'young')
			.map((one) => ({ ...one, has: one.unit % 2 === 0 }));
		expect(alone).toHaveLength(unitCount);
		expect(figureLeaks([figure(alone, everybody)], secrecy)).toEqual([]);
		expect(figureLeaks([figure(alone.slice(0, 12), everybody)], secrecy)).toHaveLength(1);
	});

	test('stops a build, and names the figures', () => {
		const few = people.filter(({ unit }) => unit < 5);
		expect(() => expectNothingTold(figureLeaks([figure(few, { sex: 'man' })], secrecy))).toThrow(
			'replicate totals tell of single sampling units (1 times), 16 numbers about 5 units (members): test test-2024 XTT 2024 sex man'
		);
		expect(() => expectNothingTold([])).not.toThrow();
	});
});

describe('figures that are published together', () => {
	test('are without those that tell of a unit, and without one that such a group follows from', () => {
		const old = Array.from({ length: 6 }, (_, unit): Person => {
			return { unit, sex: 'man', age: 'very-old', has: unit % 2 === 0 };
		});
		const all = linked([...people, ...old], [everybody, ...bySex, ...byAge, { age: 'very-old' }]);
		const untold = untoldFigures(all, secrecy);
		expect(untold).toMatchObject({ tooFewUnits: 1, derivable: 1 });
		expect(untold.kept.map(({ at }) => at)).toEqual(expect.arrayContaining([everybody, ...bySex]));
		expect(linkedLeaks({ ...all, figures: untold.kept }, secrecy)).toEqual([]);
	});

	test('are all of them where nothing is told', () => {
		const all = linked(people, [everybody, ...bySex]);
		expect(untoldFigures(all, secrecy)).toEqual({
			...{ kept: all.figures, tooFewUnits: 0, derivable: 0 }
		});
	});
});
