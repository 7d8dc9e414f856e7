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
	/** Told now and then how much is done; a function that throws ends the evaluation. */
	readonly progress?: (done: number, total: number) => void;
}

/** What an evaluation finds; the rest of it is where it lies. */
export type EvaluationParts = Omit<Evaluation, 'programme' | 'data' | 'script' | 'panel'> & {
	/** Of a cohort: exact counts by arm, from which protected curves are made. Never published. */
	readonly arms?: Readonly<Record<string, RiskTable>>;
};
