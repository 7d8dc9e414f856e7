import { describe, expect, test } from 'vitest';
import type { FrozenFigure } from '#lib/model/baseline.ts';
import { sealOf } from '../../../pipelines/declarations/declaration-seal.ts';
import { type Edit, faultsAfter } from '../../support/declared-faults.ts';
import type { Instance } from '../../support/instance.ts';
import { offences, seriesInput, states } from '../../support/series-folder.ts';
import { testBaseline } from '../../support/test-baseline.ts';

const file = 'baselines/sale-2024.yaml';
const figure = {
	...{ kind: 'published', series: 'test-series', categories: { offence: 'sale' } },
	...{ territory: 'xa-north', period: '2022', release: 'r1', date: '2024-06-01', estimate: 45 }
} as const satisfies FrozenFigure;

type FrozenPublished = Extract<FrozenFigure, { kind: 'published' }>;

/** A published baseline with a seal of its own, beside the series that it is of. */
const published =
	(changes: Partial<FrozenPublished> = {}, lists: readonly string[] = ['xa-states']) =>
	(instance: Instance) => {
		const frozen = { ...figure, ...changes };
		const geography = { level: 'state', lists };
		const series = { ...seriesInput, ...offences, geography, tier: 'local' };
		instance.yaml('data/territories/xa-states.yaml', states);
		instance.yaml('data/series/test-series.yaml', series);
		instance.yaml(`data/${file}`, { ...testBaseline(), frozen, seal: sealOf(frozen) });
	};

/** No edit but the mark of where the fault is to be told. */
const marked = (text: string): Edit => ({ file, from: text.replace('‸', ''), to: text });

describe('a baseline of a published figure', () => {
	test.for<[string, Partial<FrozenPublished>, string, string]>([
		[
			'a territory of its series',
			{ territory: 'xa-nort' },
			'territory: ‸xa-nort\n',
			'frozen.territory: unknown territory of test-series: xa-nort, did you mean xa-north'
		],
		[
			'a period of its series',
			{ period: '2022-03' },
			'period: ‸2022-03',
			'frozen.period: not a period of a series by year: 2022-03'
		],
		[
			'a category of each dimension',
			{ categories: { offence: 'sales' } },
			'offence: ‸sales',
			'frozen.categories.offence: unknown offence of test-series: sales, did you mean sale'
		]
	])('names %s', ([, changes, text, expected]) => {
		const { lines, place } = faultsAfter(marked(text), published(changes));
		expect(lines).toEqual([`${place}: ${expected}`]);
	});

	test('is in order with a territory of the lists', () => {
		expect(faultsAfter(marked('territory: ‸xa-north'), published()).lines).toEqual([]);
	});

	test('is not measured against territories of a series that lists none', () => {
		const { lines } = faultsAfter(marked('territory: ‸p01'), published({ territory: 'p01' }, []));
		expect(lines).toEqual([]);
	});

	test('leaves it to the series to say that a list is not there', () => {
		const { lines } = faultsAfter(marked('id: ‸sale-2024'), published({}, ['xa-counties']));
		expect(lines).toEqual([expect.stringMatching(/^series\/test-series.yaml:.*unknown list/)]);
	});
});
