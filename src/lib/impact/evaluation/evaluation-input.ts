import type { Evaluation } from '#lib/model/evaluation.ts';
import type { DesignOf, ProgrammeDesign } from '#lib/model/programme-design.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { RiskTable } from '../survival/risk-table.ts';
import type { TextTable } from './text-table.ts';

/** A programme with the design that an evaluation is for. */
export type ProgrammeWith<Kind extends ProgrammeDesign['kind']> = Programme & {
	readonly design: DesignOf<Kind>;
};

/** A published estimate of a survey, for designs that use them. */
export interface SurveyFigure {
	readonly indicator: string;
	readonly survey: string;
	readonly territory: string;
	readonly estimate: number;
	readonly standardError: number;
	readonly df: number;
	readonly n: number;
}

export interface EvaluationInput {
	/** By the id that the declaration gives the file. */
	readonly tables: ReadonlyMap<string, TextTable>;
	readonly figures?: readonly SurveyFigure[];
	/** Of a published panel, which has no table of neighbours: who lies in the ring, and since when. */
	readonly ring?: ReadonlyMap<string, number>;
	/** Errors and bands of effects by cohort and period, instead of analytic errors and Gaussian bands. */
	readonly bootstrap?: { readonly draws: number; readonly seed: number } | undefined;
	/** Told now and then how much is done; a function that throws ends the evaluation. */
	readonly progress?: (done: number, total: number) => void;
}

/** A column of people, in one arm, counted. */
export interface ExactColumn {
	readonly column: string;
	readonly arm: 'treated' | 'comparison';
	/** With a number. */
	readonly people: number;
	/** Of a yes or no: with a yes. */
	readonly yes: number | undefined;
	/** Of amounts: the largest share of their sum that comes from one person. */
	readonly largestShare: number | undefined;
}

/** Exact counts behind what is told of people. Never published. */
export interface ExactPeople {
	readonly columns: readonly ExactColumn[];
	/** People by class of the propensity score, classes of equal width from 0 to 1. */
	readonly overlap: Readonly<Record<'treated' | 'comparison', readonly number[]>> | undefined;
}

/** What an evaluation finds; the rest of it is where it lies. */
export type EvaluationParts = Omit<Evaluation, 'programme' | 'data' | 'script' | 'panel'> & {
	/** Of a cohort: exact counts by arm, from which protected curves are made. Never published. */
	readonly arms?: Readonly<Record<string, RiskTable>>;
	/** Of rows of people: what protection has to know. Never published. */
	readonly exact?: ExactPeople;
};
