import type { SectionFacts } from './topics.ts';

/** What the tiles of summary boards say, and when. */
export const boardTopics = {
	boards: {
		'board-change': {
			sources: [
				'Benjamini, Hochberg (1995), Journal of the Royal Statistical Society B 57: 289–300',
				'Wheeler, Chambers (1992), Understanding Statistical Process Control: 3',
				'Hamed, Rao (1998), Journal of Hydrology 204: 182–196',
				'Bloom (1995), Evaluation Review 19: 547–556'
			],
			tests: [
				'tests/oracle/series.test.ts',
				'tests/stats/series/series-signal.test.ts',
				'tests/stats/series/survey-change.test.ts',
				'tests/boards/tile-change.test.ts'
			]
		},
		'board-status': {
			sources: [
				'Open SDG 2.4.0: progress calculation of Statistics Canada',
				'Fieller (1954), Journal of the Royal Statistical Society B 16: 175–185'
			],
			tests: ['tests/boards/tile-status.test.ts', 'tests/boards/board-facts.test.ts']
		}
	}
} as const satisfies Record<string, Record<string, SectionFacts>>;
