import { z } from 'zod';
import { baseline } from './baseline.ts';
import { slug } from './identifiers.ts';

const number = z.number().nullable();

/** `baselines.json`: frozen figures, each beside what this release says of the same. */
export const baselineTable = z.array(
	z.strictObject({
		baseline,
		/** null: this release has no such figure, or it is withheld. */
		now: z
			.strictObject({
				release: slug,
				estimate: z.number(),
				standardError: number,
				n: number,
				lower: number,
				upper: number,
				/** Whether the figure is still, to the last digit, what was frozen. */
				unchanged: z.boolean()
			})
			.nullable()
	})
);
export type BaselineTable = z.infer<typeof baselineTable>;
