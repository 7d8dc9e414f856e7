import { z } from 'zod';

export const planDesign = z.enum([
	...(['individual', 'clusters', 'panel', 'staggered'] as const),
	...(['one-area', 'series', 'threshold', 'survival'] as const)
]);
export type PlanDesign = z.infer<typeof planDesign>;

export const planOutcome = z.enum(['share', 'mean', 'count', 'time']);
export type PlanOutcome = z.infer<typeof planOutcome>;

export const planHarm = z.enum(['police-violence', 'imprisonment', 'displacement', 'trust']);
export type PlanHarm = z.infer<typeof planHarm>;

interface Range {
	readonly min: number;
	readonly max: number;
	readonly whole?: true;
}

/** What may be typed; shares in per cent, as people say them. */
export const planRanges = {
	people: { min: 10, max: 1e7, whole: true },
	clusters: { min: 1, max: 1e5, whole: true },
	size: { min: 1, max: 1e5, whole: true },
	areas: { min: 1, max: 1e5, whole: true },
	donors: { min: 1, max: 500, whole: true },
	before: { min: 0, max: 500, whole: true },
	after: { min: 1, max: 500, whole: true },
	waves: { min: 2, max: 20, whole: true },
	gap: { min: 1, max: 24, whole: true },
	treated: { min: 1, max: 99 },
	baseline: { min: 0, max: 1e9 },
	spread: { min: 1e-6, max: 1e9 },
	effect: { min: -1e9, max: 1e9 },
	icc: { min: 0, max: 1 },
	autocorrelation: { min: 0, max: 0.99 },
	explained: { min: 0, max: 95 },
	attrition: { min: 0, max: 90 },
	competing: { min: 0, max: 90 },
	power: { min: 50, max: 99 },
	alpha: { min: 0.1, max: 20 },
	outcomes: { min: 1, max: 50, whole: true }
} as const satisfies Readonly<Record<string, Range>>;
export type PlanNumber = keyof typeof planRanges;

const numberOf = ({ min, max, whole }: Range) =>
	(whole ? z.int() : z.number()).min(min).max(max).optional();

const numbers = Object.fromEntries(
	Object.entries(planRanges).map(([name, range]) => [name, numberOf(range)])
) as Record<PlanNumber, z.ZodOptional<z.ZodNumber>>;

/** What somebody chose in the planner, as typed; what is absent has its default. */
export const planChoices = z
	.strictObject({
		design: planDesign.default('clusters'),
		outcome: planOutcome.optional(),
		/** How those with the programme are chosen, in designs that allow both. */
		assigned: z.enum(['lot', 'matched']).default('lot'),
		/** Of a series: where the effect is read. */
		at: z.enum(['start', 'middle', 'end']).default('middle'),
		harms: z.array(planHarm).min(1).optional(),
		...numbers
	})
	.refine(({ effect }) => effect !== 0, { path: ['effect'], message: 'no effect to find: 0' })
	.refine(({ design, outcome }) => outcome === undefined || outcomesOf(design).includes(outcome), {
		path: ['outcome'],
		message: 'not an outcome of this design'
	});
export type PlanChoices = z.infer<typeof planChoices>;

export function outcomesOf(design: PlanDesign): readonly PlanOutcome[] {
	return design === 'survival' ? ['time'] : ['share', 'mean', 'count'];
}

const common: readonly PlanNumber[] = ['baseline', 'effect', 'power', 'alpha', 'outcomes'];
const measured: readonly PlanNumber[] = ['explained', 'attrition'];

const fields: Readonly<Record<PlanDesign, readonly PlanNumber[]>> = {
	individual: ['people', 'treated', ...measured],
	clusters: ['clusters', 'size', 'icc', 'treated', ...measured],
	panel: ['areas', 'before', 'after', 'autocorrelation', 'treated', 'spread', 'attrition'],
	staggered: [
		...(['areas', 'before', 'waves', 'gap', 'after'] as const),
		...(['autocorrelation', 'treated', 'spread', 'attrition'] as const)
	],
	'one-area': ['donors', 'before', 'after', 'autocorrelation', 'spread'],
	series: ['before', 'after', 'autocorrelation', 'spread'],
	threshold: ['people', 'treated', ...measured],
	survival: ['people', 'treated', 'attrition', 'competing']
};

/** Whether outcomes are those of persons, whose spread follows from the level of a share. */
export const isOfPeople = (design: PlanDesign): boolean =>
	['individual', 'clusters', 'threshold', 'survival'].includes(design);

/** The numbers that a design asks for. */
export function planNumbers(design: PlanDesign, outcome: PlanOutcome): PlanNumber[] {
	const spread = isOfPeople(design) && (outcome === 'mean' || outcome === 'count');
	return [...fields[design], ...(spread ? (['spread'] as const) : []), ...common];
}

const general: Readonly<Record<PlanNumber, number>> = {
	...{ people: 800, clusters: 40, size: 25, areas: 60, donors: 30 },
	...{ before: 6, after: 6, waves: 3, gap: 2, treated: 50 },
	...{ baseline: 30, spread: 5, effect: -8, icc: 0.05, autocorrelation: 0.4 },
	...{ explained: 0, attrition: 10, competing: 5, power: 80, alpha: 5, outcomes: 1 }
};

const ofDesign: Partial<Record<PlanDesign, Partial<Record<PlanNumber, number>>>> = {
	staggered: { before: 4, after: 4 },
	'one-area': { before: 24, after: 12 },
	series: { before: 36, after: 24 },
	threshold: { people: 3000 }
};

/** Level, spread of people, spread of areas and periods, effect. */
const ofOutcome: Readonly<Record<PlanOutcome, readonly [number, number, number, number]>> = {
	share: [30, 5, 5, -8],
	mean: [50, 15, 3, -4],
	count: [4, 2, 0.8, -1],
	time: [40, 5, 5, -10]
};

/** What counts where nothing was typed, in the units of typing. */
export function defaultChoice(
	name: PlanNumber,
	{ design, outcome = outcomesOf(design)[0]! }: Pick<PlanChoices, 'design' | 'outcome'>
): number {
	const [baseline, person, area, effect] = ofOutcome[outcome];
	const measures = { baseline, effect, spread: isOfPeople(design) ? person : area };
	return ofDesign[design]?.[name] ?? { ...general, ...measures }[name];
}

/** A plan with every number; shares from 0 to 1, like the level and effect of an outcome that is one. */
export type EvaluationPlan = Readonly<Record<PlanNumber, number>> & {
	readonly design: PlanDesign;
	readonly outcome: PlanOutcome;
	readonly assigned: 'lot' | 'matched';
	readonly at: 'start' | 'middle' | 'end';
	readonly harms: readonly PlanHarm[];
	/** What the person chose; the other numbers are defaults. */
	readonly chosen: readonly PlanNumber[];
};

const perCent: readonly PlanNumber[] = [
	...(['treated', 'explained', 'attrition', 'competing', 'power', 'alpha'] as const)
];
const inUnits: readonly PlanNumber[] = ['baseline', 'spread', 'effect'];

export const isShare = (outcome: PlanOutcome): boolean => outcome === 'share' || outcome === 'time';

/** Numbers of the outcome that are typed in per cent. */
export const isTypedInPerCent = (name: PlanNumber, outcome: PlanOutcome): boolean =>
	perCent.includes(name) || (inUnits.includes(name) && isShare(outcome));

/** The choices with defaults where nothing was chosen, and per cent as shares. */
export function evaluationPlan(choices: PlanChoices): EvaluationPlan {
	const { design, assigned, at, harms } = choices;
	const outcome = choices.outcome ?? outcomesOf(design)[0]!;
	const names = Object.keys(planRanges) as PlanNumber[];
	const values = names.map((name) => {
		const typed = choices[name] ?? defaultChoice(name, { design, outcome });
		return [name, isTypedInPerCent(name, outcome) ? typed / 100 : typed];
	});
	return {
		...(Object.fromEntries(values) as Record<PlanNumber, number>),
		...{ design, outcome, assigned, at },
		harms: harms ?? defaultHarms(design),
		chosen: planNumbers(design, outcome).filter((name) => choices[name] !== undefined)
	};
}

/** Programmes in places may push harm next door; those of persons may lead to prison. */
const defaultHarms = (design: PlanDesign): PlanHarm[] =>
	['individual', 'threshold', 'survival'].includes(design)
		? ['imprisonment']
		: ['police-violence', 'displacement'];
