import type { FormulaName } from './formulas.ts';

/** What a section says in no language: its formulas, where they come from, what proves them. */
export interface SectionFacts {
	readonly formulas?: readonly FormulaName[];
	readonly sources?: readonly string[];
	/** Test files, from the root of the repository. */
	readonly tests?: readonly string[];
	/** A file for every point of the list: what it is about, or what proves it. */
	readonly files?: readonly string[];
}

const lumley = 'Lumley (2010), Complex Surveys, Wiley: 2.2, appendix A';
const deville =
	'Deville, Särndal (1992), Journal of the American Statistical Association 87: 376–382';
const raoScott = 'Rao, Scott (1984), Annals of Statistics 12: 46–60';
const againstR = ['tests/oracle/survey-estimates.test.ts', 'tests/oracle/demo.test.ts'] as const;
const profile = (id: string) => `data/quality/${id}.yaml`;

/** The sections of the page by topic, in their order. */
export const topics = {
	estimates: {
		estimates: {
			formulas: ['mean', 'total'],
			sources: [lumley, 'R survey 4.5: svymean, svytotal'],
			tests: [...againstR, 'tests/estimate/textbook.test.ts', 'tests/estimate/estimate.test.ts']
		},
		ratios: {
			formulas: ['ratio', 'influence-on-ratio', 'spread'],
			sources: [lumley, 'R survey 4.5: svyratio, svyvar'],
			tests: [
				'tests/oracle/survey-estimates.test.ts',
				'tests/estimate/textbook.test.ts',
				'tests/estimate/properties.test.ts'
			]
		},
		quantiles: {
			formulas: ['share-up-to', 'quantile', 'woodruff-lower', 'woodruff-upper', 'quantile-error'],
			sources: [
				'Woodruff (1952), Journal of the American Statistical Association 47: 635–646',
				'Hyndman, Fan (1996), The American Statistician 50: 361–365',
				'Francisco, Fuller (1991), Annals of Statistics 19: 454–469',
				'R survey 4.5: svyquantile'
			],
			tests: [
				'tests/oracle/survey-quantiles.test.ts',
				'tests/stats/quantiles/weighted-quantile.test.ts',
				'tests/stats/quantiles/quantiles.test.ts'
			]
		},
		domains: {
			sources: ['R survey 4.5: subset, svyby'],
			tests: [
				'tests/estimate/estimate.test.ts',
				'tests/estimate/properties.test.ts',
				'tests/oracle/demo.test.ts'
			]
		}
	},
	errors: {
		variance: {
			formulas: ['variance', 'standard-error', 'influence-on-mean', 'influence-on-total'],
			sources: [
				lumley,
				'Binder (1983), International Statistical Review 51: 279–292',
				'R survey 4.5: svydesign, svyrecvar'
			],
			tests: [
				...againstR,
				'tests/oracle/survey-designs.test.ts',
				'tests/estimate/textbook.test.ts',
				'tests/pipelines/simulate.test.ts'
			]
		},
		'two-stages': {
			formulas: ['two-stage-variance', 'second-stage', 'derived-weight'],
			sources: [
				'Lohr (2010), Sampling: Design and Analysis, Brooks/Cole: 5.3',
				'R survey 4.5: svydesign (fpc), svyrecvar'
			],
			tests: [
				'tests/oracle/survey-estimates.test.ts',
				'tests/estimate/textbook.test.ts',
				'tests/estimate/design-properties.test.ts'
			]
		},
		'lonely-units': {
			formulas: ['adjusted-stratum', 'average-strata'],
			sources: ['R survey 4.5: options(survey.lonely.psu, survey.adjust.domain.lonely)'],
			tests: ['tests/oracle/survey-estimates.test.ts', 'tests/estimate/estimate.test.ts']
		},
		replicates: {
			formulas: ['replicate-variance', 'jackknife-factor', 'bootstrap-weight'],
			sources: [
				'Rao, Wu (1988), Journal of the American Statistical Association 83: 231–241',
				'R survey 4.5: svrepdesign, as.svrepdesign'
			],
			tests: [
				'tests/oracle/replicate-totals.test.ts',
				'tests/oracle/survey-replicates.test.ts',
				'tests/stats/replicates/given-replicates.test.ts',
				'tests/stats/replicates/jackknife.test.ts',
				'tests/stats/replicates/rao-wu-bootstrap.test.ts'
			]
		},
		calibration: {
			formulas: [
				...(['calibrated-totals', 'linear-factor', 'raking-factor', 'logit-factor'] as const),
				'calibrated-influence'
			],
			sources: [deville, 'R survey 4.5: postStratify, rake, calibrate, trimWeights'],
			tests: [
				'tests/oracle/survey-calibration.test.ts',
				'tests/stats/calibration/post-stratify.test.ts',
				'tests/stats/calibration/rake.test.ts',
				'tests/stats/calibration/calibrate.test.ts',
				'tests/stats/calibration/trim-weights.test.ts'
			]
		},
		'degrees-of-freedom': {
			formulas: ['degrees-of-freedom', 'replicate-degrees'],
			sources: ['R survey 4.5: degf'],
			tests: [
				...againstR,
				'tests/oracle/real-surveys.test.ts',
				'tests/stats/replicates/replicate-degrees-of-freedom.test.ts'
			]
		},
		'design-effect': {
			formulas: ['design-effect', 'simple-variance'],
			sources: ['Kish (1965), Survey Sampling, Wiley', 'R survey 4.5: svymean (deff = TRUE)'],
			tests: [...againstR, 'tests/stats/statistics/design-effect.test.ts']
		}
	},
	intervals: {
		intervals: {
			formulas: ['t-interval', 'log-odds-interval'],
			sources: ['R survey 4.5: confint, svyciprop (xlogit)'],
			tests: [...againstR, 'tests/stats/intervals/intervals.test.ts']
		},
		'small-shares': {
			formulas: ['effective-size', 'lower-limit', 'upper-limit'],
			sources: [
				'Korn, Graubard (1998), Survey Methodology 24: 193–201',
				'R survey 4.5: svyciprop (beta)'
			],
			tests: [
				'tests/oracle/survey-proportions.test.ts',
				'tests/oracle/demo.test.ts',
				'tests/stats/intervals/intervals.test.ts'
			]
		},
		'nobody-or-everybody': {
			formulas: ['borrowed-size'],
			sources: ['Clopper, Pearson (1934), Biometrika 26: 404–413'],
			tests: [
				'tests/stats/intervals/intervals.test.ts',
				'tests/estimate/estimate.test.ts',
				'tests/oracle/demo-truth.test.ts'
			]
		},
		'interval-methods': {
			formulas: [
				...(['arcsine-interval', 'wilson-limits', 'likelihood-distance'] as const),
				...(['likelihood-limits', 'wald-interval'] as const)
			],
			sources: [
				'Wilson (1927), Journal of the American Statistical Association 22: 209–212',
				raoScott,
				'R survey 4.5: svyciprop'
			],
			tests: [
				'tests/oracle/survey-proportions.test.ts',
				'tests/stats/intervals/intervals.test.ts',
				'tests/estimate/properties.test.ts'
			]
		}
	},
	comparisons: {
		comparisons: {
			formulas: ['contrast', 'contrast-variance', 't-statistic'],
			sources: [lumley, 'R survey 4.5: svyby (covmat = TRUE), svycontrast'],
			tests: [
				'tests/oracle/survey-contrasts.test.ts',
				'tests/oracle/survey-analyses.test.ts',
				'tests/estimate/compare-properties.test.ts',
				'tests/stats/contrasts/contrast.test.ts',
				'tests/stats/contrasts/domain-statistics.test.ts'
			]
		},
		waves: {
			sources: ['R survey 4.5: svyby (covmat = TRUE), svycontrast'],
			tests: [
				'tests/oracle/survey-contrasts.test.ts',
				'tests/estimate/compare-properties.test.ts',
				'tests/pipelines/steps/compare.test.ts',
				'tests/oracle/real-comparisons.test.ts',
				'tests/stats/contrasts/domain-statistics.test.ts'
			]
		},
		'several-tests': {
			formulas: ['holm', 'benjamini-hochberg'],
			sources: [
				'Holm (1979), Scandinavian Journal of Statistics 6: 65–70',
				'Benjamini, Hochberg (1995), Journal of the Royal Statistical Society B 57: 289–300',
				'R stats: p.adjust'
			],
			tests: ['tests/stats/contrasts/adjusted-p-values.test.ts']
		},
		tests: {
			formulas: ['pearson', 'rao-scott', 'rao-scott-degrees', 'rank-score'],
			sources: [
				raoScott,
				'Lumley, Scott (2013), Biometrika 100: 831–842',
				'R survey 4.5: svychisq, svyttest, svyranktest'
			],
			tests: [
				'tests/oracle/survey-tests.test.ts',
				'tests/oracle/survey-analyses.test.ts',
				'tests/stats/tests/association-test.test.ts',
				'tests/stats/tests/t-test.test.ts',
				'tests/stats/tests/rank-test.test.ts',
				'tests/stats/distributions/weighted-chi-square-tail.test.ts'
			]
		},
		models: {
			formulas: ['model-link', 'model-score', 'model-covariance', 'wald-statistic'],
			sources: [
				'Binder (1983), International Statistical Review 51: 279–292',
				'Lumley, Scott (2014), Australian & New Zealand Journal of Statistics 56: 1–14',
				'R survey 4.5: svyglm, regTermTest'
			],
			tests: [
				'tests/oracle/survey-models.test.ts',
				'tests/oracle/survey-analyses.test.ts',
				'tests/stats/regression/glm.test.ts',
				'tests/stats/regression/term-test.test.ts'
			]
		},
		'standardised-means': {
			formulas: ['standardised-mean'],
			sources: ['R survey 4.5: svystandardize'],
			tests: [
				'tests/oracle/survey-contrasts.test.ts',
				'tests/oracle/survey-analyses.test.ts',
				'tests/stats/contrasts/standardized.test.ts'
			]
		}
	},
	quality: {
		quality: {
			formulas: ['largest-error', 'log-cv'],
			tests: [
				'tests/oracle/quality-rules.test.ts',
				'tests/model/quality-profile.test.ts',
				'tests/stats/quality/quality.test.ts',
				'tests/stats/quality/quality-quantities.test.ts'
			],
			files: [
				...['ine-chile-2020', 'ine-chile-economic-2024', 'cepal-2020', 'cepal-2023'].map(profile),
				...['nchs-proportions', 'nchs-counts', 'nsduh', 'dhs', 'dane', 'inegi', 'none'].map(profile)
			]
		},
		'quality-readings': {
			sources: ['R calidad 0.8.0: assess', 'R samplesize4surveys: ss4pLN'],
			tests: ['tests/oracle/quality-rules.test.ts', 'tests/model/quality-profile.test.ts']
		},
		refusals: {
			tests: [
				'tests/estimate/estimate.test.ts',
				'tests/estimate/no-nan.test.ts',
				'tests/pipelines/requests/estimate-file.test.ts'
			]
		},
		'incomplete-designs': {
			formulas: ['assumed-error'],
			tests: [
				'tests/estimate/estimate.test.ts',
				'tests/export/request-file-scripts.test.ts',
				'tests/oracle/real-surveys.test.ts'
			]
		},
		unsure: {
			formulas: ['unsure-share', 'least-share', 'greatest-share'],
			tests: [
				'tests/estimate/estimate.test.ts',
				'tests/estimate/properties.test.ts',
				'tests/oracle/demo.test.ts'
			]
		},
		missing: {
			tests: ['tests/pipelines/release/build.test.ts', 'tests/estimate/estimate.test.ts']
		},
		'several-answers': {
			tests: [
				'tests/oracle/exclusion.test.ts',
				'tests/pipelines/steps/combined-concepts.test.ts',
				'tests/pipelines/release/exclusion-page.test.ts'
			]
		},
		'set-aside': {
			tests: ['tests/pipelines/release/build.test.ts', 'tests/oracle/real-surveys.test.ts']
		}
	},
	release: {
		synthetic: {
			tests: ['tests/pipelines/simulate.test.ts', 'tests/oracle/demo-truth.test.ts']
		},
		engines: {
			tests: ['tests/estimate/engines.test.ts', 'tests/estimate/sql.test.ts']
		},
		reproducing: {
			files: [
				'tests/estimate/reproducing-sql.test.ts',
				'tests/export/r-scripts.test.ts',
				'tests/export/request-file-scripts.test.ts'
			],
			tests: [
				'tests/pipelines/requests/estimate-file.test.ts',
				'tests/export/r-script.test.ts',
				'tests/export/terrible-file-scripts.test.ts',
				'tests/routes/page-scripts.test.ts',
				'tests/routes/own-script.test.ts',
				'tests/browser/slow/leaving-scripts.test.ts'
			]
		},
		'differences-from-r': {
			files: [
				'tests/oracle/survey-proportions.test.ts',
				'tests/stats/intervals/intervals.test.ts',
				'tests/oracle/survey-proportions.test.ts',
				'tests/stats/quantiles/weighted-quantile.test.ts',
				'tests/stats/quantiles/weighted-quantile.test.ts',
				'tests/oracle/survey-quantiles.test.ts',
				'tests/stats/calibration/rake.test.ts',
				'tests/stats/calibration/post-stratify.test.ts',
				'tests/stats/calibration/trim-weights.test.ts',
				'tests/stats/calibration/calibrate.test.ts',
				'tests/stats/tests/association-test.test.ts',
				'tests/stats/regression/glm.test.ts'
			]
		},
		comparability: {
			tests: [
				'tests/model/comparability.test.ts',
				'tests/model/figure.test.ts',
				'tests/model/questions/coverage.test.ts',
				'tests/oracle/compared-waves.test.ts',
				'tests/oracle/ballot.test.ts'
			]
		},
		checks: {
			files: [
				'tests/pipelines/release/build.test.ts',
				'tests/oracle/real-surveys.test.ts',
				'tests/pipelines/steps/series-checks.test.ts',
				'tests/model/baseline.test.ts',
				'tests/pipelines/release/profiles.test.ts'
			],
			tests: [
				'tests/pipelines/release/kill.test.ts',
				'tests/pipelines/declarations/declarations.test.ts',
				'tests/oracle/real-survey-figures.test.ts',
				'tests/oracle/real-series.test.ts',
				'tests/oracle/real-international-series.test.ts'
			]
		},
		publication: {
			tests: [
				'tests/pipelines/release/profiles.test.ts',
				'tests/pipelines/release/audit-release.test.ts',
				'tests/pipelines/steps/protect/linked/tight-cells.test.ts',
				'tests/pipelines/steps/protect/linked/secondary-suppression.test.ts',
				'tests/pipelines/steps/protect/rows/protected-rows.test.ts',
				'tests/oracle/replicate-totals.test.ts'
			]
		},
		limits: {}
	}
} as const satisfies Record<string, Record<string, SectionFacts>>;
