import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
	type Comparability,
	type ComparabilityOverride,
	type Verdict,
	comparability,
	comparabilityOverrides,
	comparabilityRules
} from '#lib/model/comparability.ts';
import { type Figure, figure } from '#lib/model/figure.ts';
import { type FigureProperties, figureProperties } from '#lib/model/properties.ts';

/** Everything known: sale in the neighbourhood, known or heard, people aged 12 to 65 at home. */
const known: FigureProperties = {
	...{ people: 'residents', ages: { from: 12, to: 65 }, area: 'national', among: 'all' },
	...{ modes: ['face-to-face'], frame: 'area', frameEdition: 'census-2018' },
	...{ weighting: 'calibrated', weightingTotals: 'projections-2018' },
	...{ recall: 'none', radius: 'neighbourhood', verb: 'knows-or-heard', object: 'sale' },
	...{ response: 'single', unsure: 'apart' }
};

const sale = (properties: FigureProperties = {}, changes: Partial<Figure> = {}): Figure =>
	figure.parse({
		...{ source: 'here-2022', series: 'here', basis: 'survey' },
		...{ concept: 'drug_sale_neighbourhood', unit: 'person' },
		...changes,
		properties: { ...known, ...properties }
	});

const there = { source: 'there-2023', series: 'there' };
const later = { source: 'here-2024' };

/** Of two surveys that agree in all but these. */
const between = (of: FigureProperties, against: FigureProperties = {}) =>
	comparability(sale(of), sale(against, there));

describe('comparability, by the traps of a baseline', () => {
	test('finds two surveys that agree in everything the same', () => {
		expect(between({})).toEqual({ verdict: 'same', rule: 'no-difference', differences: [] });
	});

	test.for<[string, FigureProperties, FigureProperties, Verdict, string]>([
		['the block', { radius: 'block' }, {}, 'not-comparable', 'radius-differs'],
		['the surroundings', { radius: 'surroundings' }, {}, 'not-comparable', 'radius-differs'],
		['seen, not heard', { verb: 'has-seen' }, {}, 'not-comparable', 'verb-differs'],
		['offered, not seen', { verb: 'was-offered' }, {}, 'not-comparable', 'verb-differs'],
		['heard or seen', { verb: 'heard-or-seen' }, {}, 'close', 'verb-differs'],
		[
			'3 or 12 months',
			{ recall: '3-months' },
			{ recall: '12-months' },
			'not-comparable',
			'recall-differs'
		],
		[
			'a year of two kinds',
			{ recall: 'calendar-year' },
			{ recall: '12-months' },
			'close',
			'recall-differs'
		],
		['no period or 12 months', { recall: '12-months' }, {}, 'not-comparable', 'recall-differs'],
		['not named is not no', { response: 'multiple' }, {}, 'not-comparable', 'multiple-response'],
		['sale and use in one', { object: 'sale-or-use' }, {}, 'not-comparable', 'sale-and-use-merged'],
		['use, not sale', { object: 'use' }, {}, 'not-comparable', 'object-differs'],
		['some by telephone', { modes: ['telephone', 'face-to-face'] }, {}, 'close', 'mode-differs'],
		['a screen for a person', { modes: ['web'] }, {}, 'not-comparable', 'mode-differs'],
		['some on paper', { modes: ['face-to-face', 'paper'] }, {}, 'not-comparable', 'mode-differs'],
		['another frame', { frame: 'telephone' }, {}, 'close', 'frame-differs'],
		['volunteers', { frame: 'online-panel' }, {}, 'not-comparable', 'frame-differs'],
		['students', { people: 'secondary-students' }, {}, 'not-comparable', 'universe-differs'],
		['those who used', { among: 'past-year-users' }, {}, 'not-comparable', 'universe-differs'],
		['chosen cities', { area: 'selected-places' }, {}, 'not-comparable', 'universe-differs'],
		['unsure left out', { unsure: 'absent' }, {}, 'close', 'dont-know-differs'],
		['a scale of other steps', { answers: 4 }, { answers: 5 }, 'not-comparable', 'answers-differ'],
		['a yes from a list', { answers: 2 }, { answers: 7 }, 'close', 'answers-differ'],
		['answers nobody lists', { answers: 4 }, {}, 'not-comparable', 'property-unknown'],
		['a list of crimes', { list: 'list-a' }, { list: 'list-b' }, 'not-comparable', 'list-differs']
	])('tells %s apart', ([, of, against, verdict, rule]) => {
		expect(between(of, against)).toMatchObject({ verdict, rule });
	});

	test.for<[string, FigureProperties]>([
		['frame-differs', { frameEdition: 'census-2024' }],
		['weighting-differs', { weightingTotals: 'projections-2024' }]
	])('minds the edition of a frame and of projections within a series only: %s', ([rule, of]) => {
		expect(comparability(sale(of), sale({}, later))).toMatchObject({ verdict: 'close', rule });
		expect(between(of).verdict).toBe('same');
	});

	test('finds ages that overlap close, for the ages that both have', () => {
		const euda = { ages: { from: 15, to: 64 } };
		expect(between(euda)).toMatchObject({
			verdict: 'close',
			rule: 'universe-differs',
			recompute: { ages: { from: 15, to: 64 } }
		});
		expect(between({ ages: { from: 18 } }).recompute).toEqual({ ages: { from: 18, to: 65 } });
		expect(between({ ages: { from: 18 } }, { ages: { from: 15 } }).recompute).toEqual({
			ages: { from: 18 }
		});
	});

	test('finds ages that do not overlap not comparable', () => {
		expect(between({ ages: { from: 66 } })).toMatchObject({ verdict: 'not-comparable' });
		expect(between({ ages: { from: 66 } })).not.toHaveProperty('recompute');
	});

	test('finds a country and its urban part close, for both universes at once', () => {
		expect(between({ area: 'urban', ages: { from: 15 } }).recompute).toEqual({
			area: 'urban',
			ages: { from: 15, to: 65 }
		});
		expect(between({ area: 'urban' }, { area: 'rural' }).verdict).toBe('not-comparable');
	});

	test('asks no recomputing of what is not comparable for another reason', () => {
		const found = between({ ages: { from: 15 }, verb: 'has-seen' });
		expect(found).toMatchObject({ verdict: 'not-comparable', rule: 'verb-differs' });
		expect(found).not.toHaveProperty('recompute');
	});

	test('does not ask households for their age', () => {
		const household = (from: number, changes: Partial<Figure>) =>
			sale({ ages: { from } }, { unit: 'household', ...changes });
		expect(comparability(household(12, {}), household(18, there)).verdict).toBe('same');
	});

	test('never compares people with households, or surveys with records', () => {
		for (const [changes, rule] of [
			[{ unit: 'household' }, 'unit-differs'],
			[{ basis: 'records' }, 'basis-differs'],
			[{ concept: 'drug_sale_frequency' }, 'concept-differs']
		] as const)
			expect(comparability(sale(), sale({}, { ...there, ...changes }))).toMatchObject({
				verdict: 'not-comparable',
				rule
			});
	});

	test('asks of records for their law and for what was counted, and not how people were asked', () => {
		const records = (law: string | undefined, changes: Partial<Figure> = {}) =>
			figure.parse({
				...{ source: 'offences-a', series: 'offences-a', basis: 'records' },
				...{ concept: 'retail_dealing', unit: 'event' },
				properties: { law, counted: 'investigations', area: 'national' },
				...changes
			});
		const other = { source: 'offences-b', series: 'offences-b' };
		expect(comparability(records('law-1'), records('law-1', other)).verdict).toBe('same');
		expect(comparability(records('law-1'), records('law-2'))).toMatchObject({
			verdict: 'not-comparable',
			rule: 'law-differs'
		});
		expect(comparability(records('law-1'), records(undefined, other))).toMatchObject({
			verdict: 'not-comparable',
			rule: 'property-unknown'
		});
	});
});

describe('comparability, where something is not known', () => {
	test('is never the same, and as bad as the property can be', () => {
		expect(between({ verb: undefined })).toMatchObject({
			verdict: 'not-comparable',
			rule: 'property-unknown',
			differences: [{ property: 'verb', values: [undefined, 'knows-or-heard'] }]
		});
		expect(between({ weighting: undefined }, { weighting: undefined })).toMatchObject({
			verdict: 'close',
			rule: 'property-unknown'
		});
	});

	test('takes two other periods for unknown, not for equal', () => {
		expect(between({ recall: 'other' }, { recall: 'other' })).toMatchObject({
			verdict: 'not-comparable',
			rule: 'property-unknown'
		});
	});

	test('lets what neither source has play no part', () => {
		const bare = { list: undefined, object: undefined, frameEdition: undefined };
		const [one, other] = [sale(bare), sale(bare, later)];
		expect(comparability(one, other).verdict).toBe('same');
		const unknown = comparability(one, sale({}, later)).differences;
		expect(unknown.map(({ property }) => property)).toEqual(['object', 'frameEdition']);
	});

	test('names a known reason before an unknown one', () => {
		expect(between({ radius: 'block', people: undefined }).rule).toBe('radius-differs');
	});

	test('is the same as itself all the same', () => {
		const unknown = sale({ verb: undefined, recall: 'other', weighting: undefined });
		expect(comparability(unknown, unknown)).toMatchObject({ verdict: 'same' });
	});
});

describe('a signed override', () => {
	const signed: ComparabilityOverride = {
		concept: 'drug_sale_neighbourhood',
		between: ['here-2022', 'there-2023'],
		verdict: 'close',
		reason: { en: 'A split sample asked both ways.' },
		signedBy: 'A. Analyst, Observatory',
		date: '2026-10-01'
	};
	const of = sale({ verb: 'has-seen', ages: { from: 15 } });
	const against = sale({}, there);

	test('decides, says so, and keeps the differences', () => {
		const found = comparability(of, against, [signed]);
		expect(found).toMatchObject({ verdict: 'close', rule: 'override', override: signed });
		expect(found.differences[0]).toMatchObject({ code: 'verb-differs' });
		expect(found.recompute).toEqual({ ages: { from: 15, to: 65 } });
		expect(comparability(against, of, [signed])).toMatchObject({ override: signed });
	});

	test('may be stricter than the rule', () => {
		const strict: ComparabilityOverride = { ...signed, verdict: 'not-comparable' };
		expect(comparability(sale(), against, [strict])).toMatchObject({ verdict: 'not-comparable' });
	});

	test('of two sources goes before one of their series, and the later before the earlier', () => {
		const series: ComparabilityOverride = {
			...signed,
			between: ['there', 'here'],
			verdict: 'same',
			date: '2026-11-01'
		};
		const newer: ComparabilityOverride = { ...signed, date: '2026-10-02' };
		expect(comparability(of, against, [series]).verdict).toBe('same');
		expect(comparability(of, against, [series, signed, newer]).override).toEqual(newer);
		expect(comparability(of, against, [newer, signed]).override).toEqual(newer);
	});

	test('is about its concept and its two sources only', () => {
		const others = [
			{ ...signed, concept: 'cannabis_ever' },
			{ ...signed, between: ['here-2022', 'elsewhere-2023'] }
		] as ComparabilityOverride[];
		expect(comparability(of, against, others).rule).toBe('verb-differs');
		const twice: ComparabilityOverride = { ...signed, between: ['here-2022', 'here-2022'] };
		expect(comparability(of, against, [twice]).rule).toBe('verb-differs');
	});

	test('does not part a figure from itself, but waves of a series', () => {
		const series: ComparabilityOverride = {
			...signed,
			between: ['here', 'here'],
			verdict: 'not-comparable'
		};
		expect(comparability(of, of, [series]).verdict).toBe('same');
		expect(comparability(of, { ...of, source: 'here-2024' }, [series]).rule).toBe('override');
	});

	test('needs a signature, a date and a reason', () => {
		expect(comparabilityOverrides.safeParse([signed]).success).toBe(true);
		for (const lacking of ['signedBy', 'date', 'reason', 'verdict', 'between'])
			expect(comparabilityOverrides.safeParse([{ ...signed, [lacking]: undefined }]).success).toBe(
				false
			);
	});
});

type Name = keyof FigureProperties;
const names = Object.keys(figureProperties.shape) as Name[];

/** Any value of a property that its schema has. */
function valueOf(name: Name): fc.Arbitrary<unknown> {
	const schema = figureProperties.shape[name].unwrap();
	if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
	if (name === 'modes')
		return fc.subarray(['face-to-face', 'telephone', 'web', 'paper'], { minLength: 1 });
	if (name === 'ages')
		return fc.record(
			{ from: fc.constantFrom(0, 12, 18, 65), to: fc.constantFrom(65, 70) },
			{ requiredKeys: ['from'] }
		);
	if (name === 'answers') return fc.constantFrom(2, 4, 5);
	return fc.constantFrom('this', 'that');
}

const anyValue = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
const properties = fc
	.record(anyValue, { requiredKeys: [] })
	.map((one) => figureProperties.parse(one));
const figures = fc
	.record({
		source: fc.constantFrom('a-1', 'a-2', 'b-1'),
		basis: fc.constantFrom('survey', 'survey', 'survey', 'records'),
		concept: fc.constantFrom('x', 'x', 'x', 'y'),
		unit: fc.constantFrom('person', 'person', 'household'),
		properties
	})
	.map((one) => ({ ...one, series: one.source.slice(0, 1) }));

const rank = ({ verdict }: Comparability) => ['same', 'close', 'not-comparable'].indexOf(verdict);
const runs = { numRuns: 3000 };

describe('the rule', () => {
	test('is symmetric', () => {
		fc.assert(
			fc.property(figures, figures, (a, b) => {
				const [there, back] = [comparability(a, b), comparability(b, a)];
				const mirrored = there.differences.map(({ values: [x, y], ...rest }) => ({
					...rest,
					values: [y, x]
				}));
				expect(back).toEqual({ ...there, differences: mirrored });
			}),
			runs
		);
	});

	test('finds every figure the same as itself', () => {
		fc.assert(
			fc.property(figures, (a) => {
				expect(comparability(a, structuredClone(a)).verdict).toBe('same');
			}),
			runs
		);
	});

	test('is never better for one more difference', () => {
		fc.assert(
			fc.property(figures, figures, fc.constantFrom(...names), properties, (a, b, name, other) => {
				const agreed = { ...b, properties: { ...b.properties, [name]: a.properties[name] } };
				const changed = { ...b, properties: { ...b.properties, [name]: other[name] } };
				expect(rank(comparability(a, changed))).toBeGreaterThanOrEqual(
					rank(comparability(a, agreed))
				);
			}),
			runs
		);
	});

	test('is never better for knowing less', () => {
		fc.assert(
			fc.property(figures, figures, fc.constantFrom(...names), (a, b, name) => {
				const optional = comparabilityRules.some((rule) => rule.property === name && rule.optional);
				const { [name]: _, ...less } = b.properties;
				// Figures of one source agree in what neither knows.
				const mayAgree = optional || a.source === b.source;
				if (mayAgree && a.properties[name] === undefined) return;
				expect(rank(comparability(a, { ...b, properties: less }))).toBeGreaterThanOrEqual(
					rank(comparability(a, b))
				);
			}),
			runs
		);
	});

	test('is never the same where two sources do not know something that counts', () => {
		fc.assert(
			fc.property(figures, figures, (a, b) => {
				const found = comparability(a, b);
				const unknown = found.differences.some(({ code }) => code === 'property-unknown');
				expect(unknown && found.verdict === 'same').toBe(false);
				expect(found.verdict === 'same').toBe(found.differences.length === 0);
			}),
			runs
		);
	});

	test('has one row for every property of a figure', () => {
		expect(comparabilityRules.map(({ property }) => property).sort()).toEqual([...names].sort());
	});
});
