import { describe, expect, test } from 'vitest';
import { catalogueSurvey, readyFigures } from '#lib/model/catalogue.ts';
import { type Concept, concept } from '#lib/model/concept.ts';
import { estimatePlan } from '#lib/model/estimate-plan.ts';
import { type ReadyContext, figuresReady } from '../../../pipelines/release/ready-figures.ts';
import { both } from '../../support/explore-catalogue.ts';

const text = (en: string) => ({ en });
const known = (id: string, ...categories: string[]): [string, Concept] => [
	id,
	concept.parse({
		...{ id, kind: 'category', label: text(id), definition: text(id), breakdown: true },
		categories: categories.map((one) => ({ id: one, label: text(one) }))
	})
];

type Place = ReadyContext['places'][number];
const place = (changes: Partial<Place>): Place => ({
	...{ indicator: 'seen', territory: 'XTT', unit: 'person' },
	...{ by_1: '', category_1: '', by_2: '', category_2: '' },
	...changes
});

const [table] = both.tables;
const ready = (...places: Place[]) =>
	figuresReady(table!, {
		plan: estimatePlan.parse({
			...{
				territories: ['region', 'area'],
				breakdowns: ['sex'],
				pairs: [],
				wholeOnly: ['sex', 'x']
			},
			comparisons: [
				{ kind: 'groups', concept: 'sex', of: 'woman', against: 'man' },
				{ kind: 'groups', concept: 'region', of: 'north', against: 'south' }
			]
		}),
		concepts: new Map([known('region', 'urban', 'other'), known('area', 'urban', 'rural')]),
		survey: { id: 'ready', country: 'XTT' },
		places
	});

describe('figuresReady', () => {
	test('says which categories of which figures have totals, territories by their concept', () => {
		const found = ready(
			place({}),
			place({ by_1: 'sex', category_1: 'man' }),
			place({ by_1: 'sex', category_1: 'woman' }),
			place({ by_1: 'sex', category_1: 'man', territory: 'rural' }),
			place({ territory: 'urban', indicator: 'victims' }),
			place({ territory: 'urban', unit: 'household' })
		);
		expect(readyFigures.parse(found)).toMatchObject({
			wholeOnly: ['sex'],
			totals: {
				path: 'replicates/ready.parquet',
				mergeable: [
					{ indicator: 'seen', categories: { sex: ['man', 'woman'] } },
					{ indicator: 'seen', categories: { area: ['rural'], sex: ['man'] } },
					{ indicator: 'victims', categories: { area: ['urban'] } }
				]
			}
		});
	});

	test('names the concepts of the unit whose groups are compared', () => {
		expect(ready().contrasts).toEqual(['sex']);
	});

	test('has no totals where the unit has none', () => {
		expect(ready(place({ unit: 'household' }))).not.toHaveProperty('totals');
		const { figures } = catalogueSurvey.parse({ ...both, figures: [ready()] });
		expect(figures[0]).not.toHaveProperty('totals');
	});
});
