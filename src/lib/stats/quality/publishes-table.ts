import { DomainError } from '#lib/errors.ts';
import type { QualityLabel } from './quality-rules.ts';

export interface TableRule {
	/** The label that counts. */
	readonly label: QualityLabel;
	/** The least share of the cells that must have it. */
	readonly share: number;
}

/**
 * Whether enough cells of a table are reliable for the table to be published; the share is rounded to
 * hundredths of a per cent first. Agrees with R `calidad::assess(publish = TRUE)`. Cells that cannot
 * be assessed do not count; undefined if there are no others.
 */
export function publishesTable(
	labels: readonly QualityLabel[],
	{ label, share }: TableRule
): boolean | undefined {
	if (!(share >= 0 && share <= 1)) throw new DomainError(`share not in [0, 1]: ${share}`);
	const assessed = labels.filter((own) => own !== 'not-assessable');
	if (assessed.length === 0) return undefined;
	const having = assessed.filter((own) => own === label).length;
	return Math.round((1e4 * having) / assessed.length) / 1e4 >= share;
}
