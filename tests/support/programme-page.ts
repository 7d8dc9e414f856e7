import { type ProgrammePage, programmePage } from '#lib/model/impact-page.ts';
import type { EvaluationEffect, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';

export const testedEffect = (changed: Partial<EvaluationEffect> = {}): EvaluationEffect => ({
	...{
		kind: 'effect',
		estimate: -0.06,
		standardError: 0.02,
		lower: -0.1,
		upper: -0.02,
		level: 0.95
	},
	...{ pValue: 0.003, df: 40, scale: 'difference', estimator: 'group-time' },
	...{ variance: 'influence', inference: 'interval', ...changed }
});

const outcome = (changed: Partial<OutcomeEvaluation> = {}): OutcomeEvaluation => ({
	...{ outcome: 'seen', role: 'main', effect: testedEffect(), adjustedP: null },
	...{ comparisonMean: 0.3, without: 0.31, comparisonSd: 0.1, relative: null, n: 1200 },
	...{ events: null, pictures: [], notes: [], ...changed }
});

const say = (text: string) => ({ es: text, en: text, pt: text, fr: text });
const named = { direction: 'down', changed: [] } as const;

interface PageShape {
	readonly verdict?: ProgrammePage['evaluation']['verdict'];
	readonly main?: Partial<OutcomeEvaluation>;
	readonly harm?: Partial<OutcomeEvaluation>;
	readonly pictures?: readonly EvaluationPicture[];
	readonly evaluation?: Partial<ProgrammePage['evaluation']>;
}

const programme = {
	...{
		id: 'mentors',
		title: say('Mentors'),
		summary: say('A programme'),
		type: 'school-prevention'
	},
	...{ groups: ['children'], stage: 'ended', country: 'XVA', started: '2018', producer: 'Us' },
	...{ origin: { kind: 'simulated', scenario: 'mentors' }, citation: 'Us (2026).' },
	...{ licence: 'CC0', tier: 'open', question: say('Does it help?'), population: say('pupils') },
	...{ treatment: say('mentors'), comparison: say('other schools'), estimand: 'ATT' },
	...{ registration: { kind: 'not-registered' }, exclusions: [], flow: [], limits: [] },
	outcomes: [
		{
			...{ id: 'seen', role: 'main', label: say('people who saw drug selling'), family: 'seen' },
			...{ scale: { kind: 'share' }, measures: 'population', column: 'seen', ...named }
		},
		{
			...{ id: 'stops', role: 'harm', label: say('stops by the police'), family: 'stops' },
			...{
				scale: { kind: 'number', unit: say('stops') },
				measures: 'enforcement',
				harm: 'police-violence'
			},
			...{ column: 'stops', direction: 'none', changed: [], caution: say('recorded only') }
		}
	],
	design: {
		...{ kind: 'panel', time: { unit: 'year' }, estimator: 'group-time' },
		table: { file: 'panel', unit: 'school', period: 'year', start: 'first' },
		geography: { kind: 'none', why: say('nobody knows') }
	}
};

/** The page of a small programme whose main outcome is a share. */
export function testPage({
	verdict = 'better',
	main,
	harm,
	pictures = [],
	evaluation
}: PageShape = {}) {
	const stops = outcome({
		outcome: 'stops',
		role: 'harm',
		effect: testedEffect({ estimate: 3, lower: 1, upper: 5 })
	});
	return programmePage.parse({
		...{ programme, synthetic: true },
		evaluation: {
			...{ programme: 'mentors', data: 'a'.repeat(64), verdict, robustness: [] },
			counts: {
				...{ rows: 1200, units: 60, treatedUnits: 36, comparisonUnits: 24, clusters: 60 },
				...{ treatedClusters: 36, periods: 10, first: '2014', last: '2023', starts: ['2018'] }
			},
			outcomes: [outcome({ pictures: [...pictures], ...main }), { ...stops, ...harm }],
			displacement: { kind: 'not-assessed', why: 'no-geography' },
			...{ power: null, cost: null, attrition: null, settings: { seed: 1 }, script: null },
			...{ notes: [], panel: true, ...evaluation }
		}
	});
}
