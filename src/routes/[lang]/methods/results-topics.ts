import type { SectionFacts } from './topics.ts';

/** What results frameworks are judged by. */
export const resultsTopics = {
	results: {
		'results-progress': {
			sources: ['IATI Standard 2.03, results'],
			tests: [
				'tests/results/progress.test.ts',
				'tests/pipelines/declarations/copolad-framework.test.ts'
			]
		},
		'results-path': {
			formulas: ['path-value', 'path-variance', 'annual-growth'],
			sources: ['Open SDG 2.4.0: progress calculation of Statistics Canada'],
			tests: ['tests/results/methods.test.ts']
		}
	}
} as const satisfies Record<string, Record<string, SectionFacts>>;
