import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import type { Row } from '#lib/estimate/query-engine.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { releaseFolder } from './built-release.ts';
import { type Declaration, type Instance, makeInstance, sourceOf, testSurvey } from './instance.ts';
import { parquetRows } from './parquet-rows.ts';

const text = (words: string) => ({ es: words, en: words });

/** Ages 12 to 65 of all the country; strata and primary units. */
export const north = (changes: Declaration = {}): Declaration =>
	countrySurvey({
		...{ id: 'north-2024', series: 'north', country: 'XNO', file: 'north.csv' },
		...{ ages: { from: 12, to: 65 }, area: 'national' },
		sampling: { ids: ['psu'], strata: ['h'] },
		bins: [bin(12, 14), bin(15, 24), bin(25, 64), { from: 65, to: 65, category: 'age-65' }],
		changes
	});

/** Ages 15 and more of its towns; primary units without strata. */
export const south = (changes: Declaration = {}): Declaration =>
	countrySurvey({
		...{ id: 'south-2023', series: 'south', country: 'XSO', file: 'south.csv' },
		...{ ages: { from: 15 }, area: 'urban' },
		sampling: { ids: ['psu'] },
		bins: [
			...[bin(15, 24), bin(25, 64), { from: 65, to: 65, category: 'age-65' }],
			{ from: 66, to: 99, category: 'age-66-plus' }
		],
		changes
	});

const bin = (from: number, to: number) => ({ from, to, category: `age-${from}-${to}` });

interface Country {
	readonly id: string;
	readonly series: string;
	readonly country: string;
	readonly file: string;
	readonly ages: Declaration;
	readonly area: string;
	readonly sampling: Declaration;
	readonly bins: readonly Declaration[];
	readonly changes: Declaration;
}

function countrySurvey({ file, ages, area, sampling, bins, changes, ...named }: Country) {
	const weights = [{ id: 'main', column: 'w', label: text('weight') }];
	return testSurvey({
		...named,
		properties: { people: 'residents', ages, area, frame: 'area', weighting: 'design' },
		files: [{ id: 'people', path: file, format: 'csv' }],
		design: {
			completeness: 'full',
			units: [{ id: 'person', file: 'people', weights, ...sampling }]
		},
		mappings: [
			{ concept: 'sex', file: 'people', variable: 'sex', codes: { '1': 'man', '2': 'woman' } },
			{ concept: 'age_class', file: 'people', variable: 'age', bins },
			{ concept: 'area', file: 'people', variable: 'area', codes: { '1': 'town', '2': 'farms' } },
			{
				...{ concept: 'sees_sale', file: 'people', variable: 'sees' },
				codes: { '1': 'yes', '2': 'no' },
				missing: { '8': 'dont-know' },
				properties: { verb: 'has-seen' }
			}
		],
		...changes
	});
}

const ageClasses = [
	...[
		{ from: 12, to: 14 },
		{ from: 15, to: 24 },
		{ from: 25, to: 64 }
	].map((ages) => ({
		...{ id: `age-${ages.from}-${ages.to}`, ages }
	})),
	{ id: 'age-65', ages: { from: 65, to: 65 } },
	{ id: 'age-66-plus', ages: { from: 66 } }
];
const areas = [
	{ id: 'town', area: 'urban' },
	{ id: 'farms', area: 'rural' }
];

/** A concept whose categories say which part of the people they hold. */
const partsConcept = (id: string, categories: readonly { readonly id: string }[]) => ({
	...{ id, kind: 'category', label: text(id), definition: text(id), breakdown: true },
	categories: categories.map((one) => ({ ...one, label: text(one.id) }))
});

interface PeopleOptions {
	readonly seed: number;
	readonly ages: readonly [youngest: number, oldest: number];
	/** 1 where all live in towns. */
	readonly areas: number;
}

/** People of 4 strata of 6 primary units of 12. */
function countryCsv({ seed, ages: [youngest, oldest], areas }: PeopleOptions): string {
	const random = seededRandom(seed);
	const upTo = (n: number) => Math.floor(random() * n);
	const rows = Array.from({ length: 288 }, (_, i) => {
		const psu = Math.floor(i / 12);
		const sees = random() < 0.02 ? 8 : random() < 0.2 + 0.06 * ((psu * 7) % 5) ? 1 : 2;
		const [weight, age] = [1 + upTo(40) / 4, youngest + upTo(oldest - youngest + 1)];
		return [Math.floor(psu / 6), psu, weight, 1 + upTo(2), age, 1 + upTo(areas), sees].join(',');
	});
	return ['h,psu,w,sex,age,area,sees', ...rows, ''].join('\n');
}

export interface CountriesOptions {
	/** Of the survey of the north, of that of the south. */
	readonly north?: Declaration;
	readonly south?: Declaration;
	/** `data/estimates.yaml` */
	readonly plan: Declaration;
}

/** An observatory with a survey of each country, not built yet. */
export function makeCountries(options: CountriesOptions): Instance {
	const instance = makeInstance(north(options.north));
	const questions = readFileSync(join(instance.root, 'data/surveys/north-2024/questions.yaml'));
	instance.write('data/surveys/south-2023/questions.yaml', questions);
	instance.yaml(sourceOf('south-2023'), south(options.south));
	instance.yaml('data/concepts/age_class.yaml', partsConcept('age_class', ageClasses));
	instance.yaml('data/concepts/area.yaml', partsConcept('area', areas));
	instance.yaml('data/territories/areas.yaml', {
		...{ id: 'areas', level: 'state', source: 'made up' },
		territories: areas.map(({ id }) => ({ id, name: { en: id } }))
	});
	instance.yaml('data/estimates.yaml', options.plan);
	instance.write('sources/north.csv', countryCsv({ seed: 1, ages: [12, 65], areas: 2 }));
	instance.write('sources/south.csv', countryCsv({ seed: 2, ages: [15, 90], areas: 1 }));
	return instance;
}

/** The table of comparisons of the release that it makes. */
export async function builtComparisons({ root, env }: Instance): Promise<Row[]> {
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	return parquetRows(join(releaseFolder(root), 'comparisons.parquet'));
}
