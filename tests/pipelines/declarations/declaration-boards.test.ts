import { describe, expect, test } from 'vitest';
import { faultsAfter } from '../../support/declared-faults.ts';
import type { Instance } from '../../support/instance.ts';
import { seriesInput } from '../../support/series-folder.ts';

const file = 'boards/minister.yaml';

const board = (tile: string, head = '') => `id: minister
title: { en: Minister }
place: { territory: XTT }
period: { from: '2022', to: '2026' }
${head}tiles:
  - id: sale
    name: { en: Sees sale }
    unit: { en: of people }
${tile}`;

const source =
	'    source: { kind: indicator, indicator: sees-sale, surveys: test, territory: XTT }\n';
const down = '    direction: down\n';
const target = (fields: string) => `    target: { ${fields}, source: { en: A plan } }\n`;

const countries = (instance: Instance) =>
	instance.yaml('data/territories/countries.yaml', {
		...{ id: 'countries', level: 'country', source: 'ours', blocs: { shores: ['XTT'] } },
		territories: [{ id: 'XTT', name: { en: 'Testland' } }]
	});

const faults = (to: string) => faultsAfter({ file, to }, countries);

describe('a board', () => {
	test('that is in order has no faults', () => {
		expect(faults(board(source + down + target('value: 0.1, due: 2026-12-31'))).lines).toEqual([]);
	});

	test.for([
		[
			'an indicator that there is',
			board(source.replace('sees-sale', '‸sees-sail') + down),
			'tiles[0].source.indicator: tile sale: unknown indicator: sees-sail, did you mean sees-sale'
		],
		[
			'a series of surveys that there is',
			board(source.replace('surveys: test', 'surveys: ‸tset') + down),
			'tiles[0].source.surveys: tile sale: unknown series of surveys: tset, did you mean test'
		],
		[
			'a territory that there is',
			board(source.replace('XTT', '‸XTU') + down),
			'tiles[0].source.territory: tile sale: unknown territory: XTU, did you mean XTT'
		],
		[
			'a baseline that there is',
			board(`    source: { kind: baseline, baseline: ‸none }\n${down}`),
			'tiles[0].source.baseline: tile sale: unknown baseline: none'
		],
		[
			'a bloc that there is',
			board(source + down).replace('{ territory: XTT }\nperiod', '{ blocs: [‸shore] }\nperiod'),
			'place.blocs[0]: unknown bloc: shore, did you mean shores'
		],
		[
			'a percentage of a target that has one',
			board(source + down + target('value: 0, due: 2026-12-31, rule: ‸share')),
			'tiles[0].target.rule: there is no share of a target of 0, expected path'
		],
		[
			'thresholds that give one status',
			board(`${source}${down}    thresholds: { onTrack: 0.6, accelerate: ‸0.9 }\n`),
			'tiles[0].thresholds.accelerate: not below onTrack, so that a value would have two statuses at once: 0.9'
		],
		[
			'a target in the unit of its source',
			board(source + down + target('value: 40, due: 2026-12-31').replace('{', '‸{')),
			'tiles[0].target: tile sale: a share lies between 0 and 1: 40'
		],
		[
			'milestones in their order',
			board(
				source +
					down +
					target(
						'value: 0.1, due: 2026-12-31, milestones: [{ due: 2026-01-01, value: 0.2 }, { due: ‸2025-01-01, value: 0.2 }]'
					)
			),
			'tiles[0].target.milestones[1].due: not after what comes before it, 2026-01-01: 2025-01-01'
		],
		[
			'a wanted way where there is a target',
			board(
				`${source}    direction: none\n${target('value: 0.1, due: 2026-12-31').replace('{', '‸{')}`
			),
			'tiles[0].target: a target needs a wanted direction, expected not-stated'
		],
		[
			'a period that ends after it begins',
			board(source + down).replace("{ from: '2022', to: '2026' }", "‸{ from: '2026', to: '2022' }"),
			'period: ends before it begins'
		],
		[
			'numbers of its own tiles in its sentence',
			board(
				source + down,
				'narrative:\n  text: { en: A sentence. }\n  author: { role: { en: Office } }\n  date: 2026-01-01\n  figures: { seizures: ‸3 }\n'
			),
			'narrative.figures.seizures: not a tile of this board: seizures'
		]
	] as const)('wants %s', ([, to, message]) => {
		const { lines, place } = faults(to);
		expect(lines).toEqual([`${place}: ${message}`]);
	});

	test('wants nothing of the work of the police', () => {
		const to = board(
			`    source: { kind: series, series: records, territory: XTT }\n    direction: ‸down\n`
		);
		const { lines, place } = faultsAfter({ file, to }, (instance) => {
			countries(instance);
			instance.yaml('data/series/records.yaml', {
				...{ ...seriesInput, id: 'records', measures: 'enforcement' },
				caution: { en: 'It measures the work of the police.' }
			});
		});
		expect(lines.filter((line) => line.startsWith('boards/'))).toEqual([
			`${place}: tiles[0].direction: tile sale: enforcement has no wanted direction, expected none: down`
		]);
	});

	test('has two tiles of two names, and twelve at the most', () => {
		const again = source.replace(
			'    source',
			'  - id: ‸sale\n    name: { en: B }\n    unit: { en: b }\n    source'
		);
		const { lines, place } = faults(board(source + down + again + down));
		expect(lines).toEqual([`${place}: tiles[1].id: an earlier tile has this id: sale`]);
	});
});
