import { z } from 'zod';
import { slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { territoryLevel } from './territory.ts';

const column = z.string().min(1);

/** A column of the table that is used to compare like with like. */
const covariate = z.strictObject({ column, label: localized });

/** What a period is: a number counts on from the first one, 2019-03 being `first` of a month. */
const timeScale = z.strictObject({
	unit: z.enum(['year', 'quarter', 'month', 'wave']),
	/** Name of period 1 where the table counts from 1, such as 2019-Q1; absent: the numbers are years. */
	first: z.string().min(1).optional()
});
export type TimeScale = z.infer<typeof timeScale>;

/** Who lies beside whom; without it displacement cannot be assessed, and the page says so. */
const geography = z.discriminatedUnion('kind', [
	/** A table with a row a pair of units. */
	z.strictObject({ kind: z.literal('neighbours'), file: slug, unit: column, neighbour: column }),
	/** Columns of the table, in one plane unit, and how far the ring around treated units reaches. */
	z.strictObject({
		kind: z.literal('coordinates'),
		x: column,
		y: column,
		reach: z.number().positive()
	}),
	z.strictObject({ kind: z.literal('none'), why: localized })
]);

/** The table of a panel: one row a unit and period. */
const panelTable = z.strictObject({
	file: slug,
	unit: column,
	/** Units are named on the page; else they are numbered, as everything below the published level is. */
	named: z.boolean().default(false),
	/** What the units are; of an open programme that names them it is needed. */
	level: territoryLevel.optional(),
	period: column,
	/** First treated period; `never` are the texts of units never treated. A blank is an error. */
	start: column.optional(),
	never: z.array(z.string()).default(['never']),
	/** 1 in rows under treatment, 0 in others; instead of `start`. */
	treated: column.optional(),
	cluster: column.optional(),
	weight: column.optional(),
	/** A larger group, such as the country, that is left out one at a time. */
	group: column.optional(),
	covariates: z.array(covariate).default([])
});

/** Units over time: who was treated, and who is compared with them. */
const panelDesign = z
	.strictObject({
		kind: z.literal('panel'),
		table: panelTable,
		time: timeScale,
		/** group-time: Callaway-Sant'Anna. synthetic: synthetic control and synthetic DiD. */
		estimator: z.enum(['group-time', 'two-by-two', 'synthetic-did', 'synthetic-control']),
		control: z.enum(['never-treated', 'not-yet-treated']).default('never-treated'),
		/** How covariates are used. */
		method: z.enum(['dr', 'ipw', 'reg']).default('dr'),
		anticipation: z.int().nonnegative().default(0),
		geography,
		/** Of treated units after the start; with fewer no normal interval is given. */
		minimumEvents: z.int().positive().default(10)
	})
	.superRefine(({ table: { start, treated } }, context) => {
		if ((start === undefined) === (treated === undefined))
			context.addIssue({
				code: 'custom',
				path: ['table'],
				message: 'needs exactly one of start, treated'
			});
	});

/** One series that a reform may have bent, and one that it cannot have. */
const seriesDesign = z
	.strictObject({
		kind: z.literal('series'),
		table: z.strictObject({ file: slug, period: column, control: column.optional() }),
		time: timeScale,
		/** First period under the reform. */
		interruption: z.int(),
		/** Entry into force, as printed beside the line. */
		event: localized,
		/** Periods of a season; absent: none is fitted. */
		season: z.int().min(3).optional(),
		/** Waves within a season; 2, or 1 in a season of 3 or 4 periods. */
		harmonics: z.int().positive().optional(),
		variance: z.enum(['newey-west', 'ar1', 'quasi-poisson']),
		/** Periods at which the effect is told. */
		/** The first of them is the one of the headline. */
		effectAt: z.array(z.int()).min(1)
	})
	.superRefine(({ season, harmonics }, context) => {
		if (harmonics !== undefined && !(season !== undefined && 2 * harmonics < season))
			context.addIssue({
				code: 'custom',
				path: ['harmonics'],
				message: `more than half of the periods of a season: ${harmonics}`
			});
	});

/** A rule with a threshold. */
const discontinuityDesign = z.strictObject({
	kind: z.literal('discontinuity'),
	table: z.strictObject({
		file: slug,
		running: column,
		cluster: column.optional(),
		covariates: z.array(covariate).default([])
	}),
	running: z.strictObject({ label: localized, unit: localized }),
	cutoff: z.number(),
	/** On which side the rule applies. */
	treatedSide: z.enum(['above', 'below']),
	/** False thresholds, where nothing should happen. */
	placeboCutoffs: z.array(z.number()).default([])
});

const cause = z.strictObject({ id: slug, label: localized, codes: z.array(z.string()).min(1) });

/** People followed from one day on. Their rows never leave the machine. */
const cohortDesign = z
	.strictObject({
		kind: z.literal('cohort'),
		table: z.strictObject({
			file: slug,
			arm: column,
			time: column,
			event: column,
			stratum: column.optional(),
			covariates: z.array(covariate).default([])
		}),
		arms: z.strictObject({ treated: z.string().min(1), comparison: z.string().min(1) }),
		unit: z.enum(['day', 'week', 'month']),
		/** The same rule in both arms. */
		timeZero: z.enum(['eligibility', 'assignment']),
		/**
		 * assigned: everybody by the arm they were sent to. participants: by whether they took part, where
		 * nobody was sent. Completers only are no headline.
		 */
		analysed: z.enum(['assigned', 'participants', 'completers']),
		event: z.enum(['re-arrest', 're-conviction', 're-imprisonment']),
		/** Whether days in custody count as days at risk. */
		atRisk: z.enum(['outside-custody', 'calendar']),
		/** The outcome. */
		cause,
		competing: z.array(cause).default([]),
		/** Texts of who was still without an event when observation ended. */
		censored: z.array(z.string()).min(1),
		/** In months after the exit. */
		windows: z.array(z.int().positive()).default([6, 12, 24]),
		/** Of `data/disclosure`, with `curves`. */
		disclosure: slug
	})
	.superRefine(({ analysed }, context) => {
		if (analysed === 'completers')
			context.addIssue({
				code: 'custom',
				path: ['analysed'],
				message:
					'completers are the ones who did well: compare everybody by the arm they were assigned to'
			});
	});

/** Published estimates of a survey, by territory and wave; their sampling error is carried. */
const surveyDesignOfProgramme = z.strictObject({
	kind: z.literal('survey'),
	/** Ids of surveys, in time. */
	before: z.array(slug).min(1),
	after: z.array(slug).min(1),
	treated: z.array(slug).min(1),
	comparison: z.array(slug).min(1)
});

export const programmeDesign = z.discriminatedUnion('kind', [
	panelDesign,
	seriesDesign,
	discontinuityDesign,
	cohortDesign,
	surveyDesignOfProgramme
]);
export type ProgrammeDesign = z.infer<typeof programmeDesign>;
export type DesignOf<Kind extends ProgrammeDesign['kind']> = Extract<
	ProgrammeDesign,
	{ kind: Kind }
>;
