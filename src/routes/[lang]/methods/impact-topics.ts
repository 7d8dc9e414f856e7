import type { SectionFacts } from './topics.ts';

const oracle = (...names: readonly string[]) =>
	names.map((name) => `tests/oracle/impact/${name}.test.ts`);

/** Sections about the effects of programmes. */
export const impactTopics = {
	impact: {
		'impact-two-groups': {
			formulas: ['four-means', 'clustered-variance'],
			sources: [
				'Cameron, Miller (2015), Journal of Human Resources 50: 317–372',
				'R fixest 0.12.2; sandwich 3.0-2; clubSandwich 0.5.8'
			],
			tests: oracle('did', 'few-clusters')
		},
		'impact-staggered': {
			formulas: ['cohort-effect'],
			sources: [
				'Callaway, Sant’Anna (2021), Journal of Econometrics 225: 200–230',
				'Sun, Abraham (2021), Journal of Econometrics 225: 175–199',
				'Goodman-Bacon (2021), Journal of Econometrics 225: 254–277',
				'R did 2.5.1; DRDID 1.2.3; fixest 0.12.2; bacondecomp 0.1.3'
			],
			tests: oracle('group-time', 'staggered', 'synthetic-panel')
		},
		'impact-trends': {
			formulas: ['relative-departure'],
			sources: [
				'Rambachan, Roth (2023), Review of Economic Studies 90: 2555–2591',
				'R HonestDiD 0.2.6'
			],
			tests: oracle('honest-did')
		},
		'impact-copies': {
			formulas: ['synthetic-effect'],
			sources: [
				'Arkhangelsky et al. (2021), American Economic Review 111: 4088–4118',
				'Abadie, Diamond, Hainmueller (2010), Journal of the American Statistical Association 105: 493–505',
				'R synthdid 0.0.9; Synth 1.1-8'
			],
			tests: oracle('synthetic-control', 'predictor-control')
		},
		'impact-series': {
			formulas: ['interruption'],
			sources: ['R sandwich 3.0-2: NeweyWest; nlme: gls; stats: glm(quasipoisson)'],
			tests: oracle('time-series', 'series-evaluation')
		},
		'impact-threshold': {
			formulas: ['jump'],
			sources: [
				'Calonico, Cattaneo, Titiunik (2014), Econometrica 82: 2295–2326',
				'R rdrobust 3.0.0'
			],
			tests: oracle('discontinuity', 'discontinuity-evaluation')
		},
		'impact-people': {
			formulas: ['survival-product', 'cumulative-incidence'],
			sources: ['R survival 3.5-3: survfit, survdiff, coxph'],
			tests: oracle('survival', 'cox', 'competing-events', 'cohort-evaluation')
		},
		'impact-balance': {
			formulas: ['standardised-difference'],
			sources: ['R MatchIt 4.5.1; cobalt 4.4.1'],
			tests: oracle('balance')
		},
		'impact-counts': { tests: oracle('counts') },
		'impact-pooling': {
			formulas: ['pooled-mean'],
			sources: ['R metafor 3.8-1: rma(test = "knha"), predict'],
			tests: oracle('pooling')
		},
		'impact-power-and-cost': {
			formulas: ['detectable-effect'],
			sources: ['Fieller (1954), Journal of the Royal Statistical Society B 16: 175–185'],
			tests: oracle('planning', 'requests')
		}
	}
} as const satisfies Record<string, Record<string, SectionFacts>>;
