import { z } from 'zod';
import { unitId } from './identifiers.ts';
import { missingReason } from './missing.ts';
import { replicateWeights, samplingObject } from './sampling.ts';
import { type Completeness, weightSums } from './survey-design.ts';
import { formatFields, survey } from './survey.ts';

const column = z.string();

/** A code of no answer, or one that only looks like it; undecided: nobody has said yet. */
export const codeMeaning = z.union([missingReason, z.enum(['answer', 'undecided'])]);
export type CodeMeaning = z.infer<typeof codeMeaning>;

export const ownColumn = z.strictObject({
	/** As what it is analysed; none: not at all. */
	use: z.enum(['category', 'number', 'none']),
	/** By code, '' being a blank; a code that is not named is an answer. */
	codes: z.record(z.string(), codeMeaning).default({}),
	/** What the column is called, where the file does not say or a person knows better. */
	label: z.string().optional(),
	/** By code, what it stands for; before what the file says. */
	labels: z.record(z.string(), z.string()).optional()
});
export type OwnColumn = z.infer<typeof ownColumn>;

/** How the table is found in its bytes, where a person says otherwise than was guessed. */
export const ownReading = z.strictObject({
	sheet: formatFields.sheet,
	headerRow: formatFields.headerRow,
	encoding: formatFields.encoding,
	delimiter: formatFields.delimiter
});
export type OwnReading = z.infer<typeof ownReading>;

/** What a declaration of a survey says besides its rows; all of it may be left for later. */
export const ownCard = z
	.strictObject({
		title: z.string(),
		country: survey.shape.country,
		producer: z.string(),
		start: z.string(),
		end: z.string(),
		mode: survey.shape.mode,
		universe: z.string(),
		licence: z.string(),
		citation: z.string()
	})
	.partial();
export type OwnCard = z.infer<typeof ownCard>;

/** What somebody says of a file of their own; kept on their device, never with the rows. */
export const ownDeclaration = z.strictObject({
	version: z.literal(2),
	/** By which the file is known again: its content, and without it by name, size and columns. */
	file: z.strictObject({
		...{ name: z.string(), size: z.number(), columns: z.string() },
		content: z.string().optional()
	}),
	reading: ownReading.default({}),
	unit: unitId,
	weight: column.optional(),
	/** There is no weight, and somebody knows what that means. */
	unweighted: z.boolean(),
	sums: weightSums,
	/** Columns that together name the stratum. */
	strata: z.array(column),
	psu: column.optional(),
	/** No primary units: every row was drawn by itself. */
	single: z.boolean(),
	fpc: column.optional(),
	nested: z.boolean(),
	lonely: samplingObject.shape.lonely,
	/** Weights under which estimates are made again, instead of strata and units. */
	replicates: replicateWeights.optional(),
	decimal: z.enum(['.', ',']),
	/** The codes of no answer were looked at. */
	confirmed: z.boolean(),
	columns: z.record(column, ownColumn),
	card: ownCard.optional()
});
export type OwnDeclaration = z.infer<typeof ownDeclaration>;

/**
 * How much of the design of an own file is known. Without strata that are declared it is taken to have
 * none, which makes intervals wider, not narrower; without a weight nobody knows whom it stands for.
 */
export function ownCompleteness({
	weight,
	strata,
	psu,
	single,
	replicates
}: Pick<OwnDeclaration, 'weight' | 'strata' | 'psu' | 'single' | 'replicates'>): Completeness {
	if (weight === undefined) return 'weights-only';
	if (psu !== undefined || single || replicates) return 'full';
	return strata.length === 0 ? 'weights-only' : 'partial';
}

/** What is wrong with a declaration, by column; rows are counted, and the first shown by their place. */
export const ownProblem = z.strictObject({
	kind: z.enum([
		...['no-weight', 'absent', 'undecided', 'unconfirmed', 'nothing', 'too-many-categories'],
		...['weight-text', 'weight-negative', 'weight-zero', 'stratum-blank', 'psu-blank'],
		...['psu-in-strata', 'fpc-text', 'fpc-varies', 'fpc-small', 'number-text'],
		...['lonely', 'zero-weights', 'one-psu', 'replicate-text', 'replicate-scale'],
		...['replicates-many', 'blank-rows']
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
	fpc: 'design-fpc',
	replicate: 'design-replicate-'
} as const;
