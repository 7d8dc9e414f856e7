import { designEffect } from '#lib/stats/design-effect.ts';
import type { Row } from './query-engine.ts';

/** A row of `domains`, with its nulls named: no PSU with cases means no variance. */
export interface DomainRow {
	readonly categories: readonly string[];
	readonly n: number;
	readonly sumWeights: number;
	readonly sumValues: number;
	readonly sumSquares: number;
	readonly events: number;
	/** Weights of people who did not take a side, and of all who were asked. */
	readonly unsure: number;
	readonly asked: number;
	/** Cases of the domain that degrees of freedom are about: those counted and those whose answer was lost. */
	readonly members: number;
	readonly psus: number;
	readonly strata: number;
	readonly variance: number;
	readonly lonely: readonly string[];
}

export function domainRow(row: Row, depth: number): DomainRow {
	const number = (name: string) => Number(row[name] ?? 0);
	const lonely = row['lonely'];
	return {
		categories: ['by_1', 'by_2'].slice(0, depth).map((name) => String(row[name])),
		n: number('n'),
		sumWeights: number('sw'),
		sumValues: number('swy'),
		sumSquares: number('swyy'),
		events: number('events'),
		unsure: number('unsure'),
		asked: number('asked'),
		members: number('members'),
		psus: number('psus'),
		strata: number('strata'),
		variance: number('variance'),
		lonely: typeof lonely === 'string' ? lonely.split('\x1f') : []
	};
}

/** Design effect of the domain's mean or total; undefined where it has none. */
export function rowDesignEffect(row: DomainRow, statistic: 'mean' | 'total'): number | undefined {
	const { n, sumWeights, sumValues, sumSquares } = row;
	const scale = statistic === 'total' ? sumWeights * sumWeights : 1;
	return designEffect({
		variance: row.variance / scale,
		n,
		sumWeights,
		mean: sumValues / sumWeights,
		meanSquare: sumSquares / sumWeights
	});
}
