import type { SectionFacts } from './topics.ts';

const falseAlarms = 'tests/stats/series/false-alarms.test.ts';
const againstR = 'tests/oracle/series.test.ts';

/** By what a change over time is told from noise. */
export const changeTopics = {
	change: {
		'series-signals': {
			tests: ['tests/stats/series/series-signal.test.ts', falseAlarms]
		},
		'process-limits': {
			formulas: ['process-limits', 'moving-range'],
			sources: ['Wheeler (1993), Understanding Variation, SPC Press'],
			tests: [againstR, 'tests/stats/series/xmr-limits.test.ts', falseAlarms]
		},
		trends: {
			formulas: [
				...(['kendall-s', 'kendall-variance', 'kendall-z'] as const),
				...(['series-correlation', 'series-first-correlation', 'sen-slope'] as const)
			],
			sources: [
				'Kendall (1975), Rank Correlation Methods, Griffin',
				'Sen (1968), Journal of the American Statistical Association 63: 1379–1389',
				'Hamed, Rao (1998), Journal of Hydrology 204: 182–196',
				'Hamed (2009), Journal of Hydrology 368: 143–155',
				'R stats: cor.test (kendall), acf; R modifiedmk: mmkh'
			],
			tests: [againstR, 'tests/stats/series/mann-kendall.test.ts', falseAlarms]
		},
		seasons: {
			formulas: ['season-average', 'season-figure'],
			sources: ['R stats: decompose (additive)'],
			tests: [againstR, 'tests/stats/series/deseasonalised.test.ts', falseAlarms]
		},
		'survey-changes': {
			formulas: ['wave-variance', 'detectable-change', 'joint-level'],
			sources: [
				'Kish (1965), Survey Sampling, Wiley: 12.4',
				'Bloom (1995), Evaluation Review 19: 547–556',
				'Benjamini, Hochberg (1995), Journal of the Royal Statistical Society B 57: 289–300',
				'R stats: p.adjust, qt'
			],
			tests: [againstR, 'tests/stats/series/survey-change.test.ts']
		}
	}
} as const satisfies Record<string, Record<string, SectionFacts>>;
