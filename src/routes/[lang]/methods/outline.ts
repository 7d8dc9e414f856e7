import type { FormulaName } from './formulas.ts';

/** What a section says in no language: its formulas, where they come from, what proves them. */
export interface SectionFacts {
	readonly formulas?: readonly FormulaName[];
	readonly sources?: readonly string[];
	/** Test files, from the root of the repository. */
	readonly tests?: readonly string[];
}

const lumley = 'Lumley (2010), Complex Surveys, Wiley: 2.2, appendix A';
const againstR = ['tests/oracle/survey-estimates.test.ts', 'tests/oracle/demo.test.ts'] as const;

/** The sections of the page, in their order. */
export const outline = {
	estimates: {
		formulas: ['mean', 'total'],
		sources: [lumley, 'R survey 4.5: svymean, svytotal'],
		tests: [...againstR, 'tests/estimate/estimate.test.ts']
	},
	domains: {
		sources: ['R survey 4.5: subset, svyby'],
		tests: ['tests/estimate/estimate.test.ts', 'tests/oracle/demo.test.ts']
	},
	variance: {
		formulas: ['variance', 'standard-error', 'influence-on-mean', 'influence-on-total'],
		sources: [
			lumley,
			'Binder (1983), International Statistical Review 51: 279–292',
			'R survey 4.5: svydesign, svyrecvar'
		],
		tests: [...againstR, 'tests/pipelines/simulate.test.ts']
	},
	'degrees-of-freedom': {
		formulas: ['degrees-of-freedom'],
		sources: ['R survey 4.5: degf'],
		tests: [...againstR, 'tests/oracle/real-surveys.test.ts']
	},
	intervals: {
		formulas: ['t-interval', 'log-odds-interval'],
		sources: ['R survey 4.5: confint, svyciprop (xlogit)'],
		tests: ['tests/stats/intervals.test.ts', ...againstR]
	},
	'small-shares': {
		formulas: ['effective-size', 'lower-limit', 'upper-limit'],
		sources: [
			'Korn, Graubard (1998), Survey Methodology 24: 193–201',
			'R survey 4.5: svyciprop (beta)'
		],
		tests: ['tests/stats/intervals.test.ts', ...againstR]
	},
	'nobody-or-everybody': {
		formulas: ['borrowed-size'],
		sources: ['Clopper, Pearson (1934), Biometrika 26: 404–413'],
		tests: [
			'tests/stats/intervals.test.ts',
			'tests/estimate/estimate.test.ts',
			'tests/oracle/demo-truth.test.ts'
		]
	},
	'design-effect': {
		formulas: ['design-effect', 'simple-variance'],
		sources: ['Kish (1965), Survey Sampling, Wiley', 'R survey 4.5: svymean (deff = TRUE)'],
		tests: ['tests/stats/intervals.test.ts', ...againstR]
	},
	refusals: {
		sources: ['R survey 4.5: options(survey.lonely.psu = "fail")'],
		tests: ['tests/estimate/estimate.test.ts']
	},
	'incomplete-designs': {
		tests: ['tests/estimate/estimate.test.ts', 'tests/oracle/real-surveys.test.ts']
	},
	unsure: {
		formulas: ['unsure-share'],
		tests: ['tests/estimate/estimate.test.ts', 'tests/oracle/demo.test.ts']
	},
	missing: {
		tests: ['tests/pipelines/build.test.ts', 'tests/estimate/estimate.test.ts']
	},
	'set-aside': {
		tests: ['tests/pipelines/build.test.ts', 'tests/oracle/real-surveys.test.ts']
	},
	synthetic: {
		tests: ['tests/pipelines/simulate.test.ts', 'tests/oracle/demo-truth.test.ts']
	},
	engines: {
		tests: ['tests/estimate/engines.test.ts', 'tests/estimate/sql.test.ts']
	},
	publication: {
		tests: ['tests/pipelines/build.test.ts']
	},
	limits: {}
} as const satisfies Record<string, SectionFacts>;

export type SectionId = keyof typeof outline;

export const sectionIds = Object.keys(outline) as readonly SectionId[];

/** A section in one language. */
export interface SectionText {
	readonly title: string;
	readonly paragraphs: readonly string[];
	/** What the letters of the formulas stand for. */
	readonly legend?: string;
	/** Points of a list below the paragraphs. */
	readonly points?: readonly string[];
}

/** The page in one language. */
export interface MethodsText {
	readonly title: string;
	readonly lead: string;
	readonly contents: string;
	readonly source: string;
	readonly test: string;
	readonly sections: Readonly<Record<SectionId, SectionText>>;
}
