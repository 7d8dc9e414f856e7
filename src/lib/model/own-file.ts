import { z } from 'zod';
import { unitId } from './identifiers.ts';
import { missingReason } from './missing.ts';
import { samplingObject } from './sampling.ts';
import { type Completeness, weightSums } from './survey-design.ts';

const column = z.string();

/** A code of no answer, or one that only looks like it; undecided: nobody has said yet. */
export const codeMeaning = z.union([missingReason, z.enum(['answer', 'undecided'])]);
export type CodeMeaning = z.infer<typeof codeMeaning>;

export const ownColumn = z.strictObject({
	/** As what it is analysed; none: not at all. */
	use: z.enum(['category', 'number', 'none']),
	/** By code, '' being a blank; a code that is not named is an answer. */
	codes: z.record(z.string(), codeMeaning).default({})
});
export type OwnColumn = z.infer<typeof ownColumn>;

/** What somebody says of a file of their own; kept on their device, never with the rows. */
export const ownDeclaration = z.strictObject({
	version: z.literal(1),
	/** By which the file is known again. */
	file: z.strictObject({ name: z.string(), size: z.number(), columns: z.string() }),
	unit: unitId,
	weight: column.optional(),
	/** There is no weight, and somebody knows what that means. */
	unweighted: z.boolean(),
	sums: weightSums,
	stratum: column.optional(),
	psu: column.optional(),
	/** No primary units: every row was drawn by itself. */
	single: z.boolean(),
	fpc: column.optional(),
	nested: z.boolean(),
	lonely: samplingObject.shape.lonely,
	decimal: z.enum(['.', ',']),
	/** The codes of no answer were looked at. */
	confirmed: z.boolean(),
	columns: z.record(column, ownColumn)
});
export type OwnDeclaration = z.infer<typeof ownDeclaration>;

/**
 * How much of the design of an own file is known. Without strata that are declared it is taken to have
 * none, which makes intervals wider, not narrower; without a weight nobody knows whom it stands for.
 */
export function ownCompleteness({
	weight,
	stratum,
	psu,
	single
}: Pick<OwnDeclaration, 'weight' | 'stratum' | 'psu' | 'single'>): Completeness {
	if (weight === undefined) return 'weights-only';
	if (psu !== undefined || single) return 'full';
	return stratum === undefined ? 'weights-only' : 'partial';
}

/** What is wrong with a declaration, by column; rows are counted, and the first shown by their place. */
export const ownProblem = z.strictObject({
	kind: z.enum([
		...['no-weight', 'absent', 'undecided', 'unconfirmed', 'nothing', 'too-many-categories'],
		...['weight-text', 'weight-negative', 'weight-zero', 'stratum-blank', 'psu-blank'],
		...['psu-in-strata', 'fpc-text', 'fpc-varies', 'fpc-small', 'number-text']
	] as const),
	column: z.string().optional(),
	rows: z.int().optional(),
	/** The first of them: where, and what stands there. */
	first: z.array(z.strictObject({ place: z.int(), value: z.string() })).default([])
});
export type OwnProblem = z.infer<typeof ownProblem>;
/** Where an own file and its declaration are made into what the explorer asks. */
export const ownNames = {
	weight: 'design-weight',
	stratum: 'design-stratum',
	psu: 'design-psu',
	fpc: 'design-fpc'
} as const;
