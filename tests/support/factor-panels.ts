import { standardNormals } from '#lib/impact/group-time/draws.ts';
import { type Panel, panel } from '#lib/impact/panel/panel.ts';
import type { PanelRows } from '#lib/impact/panel/panel-rows.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

export interface FactorPanelOptions {
	readonly controls: number;
	readonly treated: number;
	readonly before: number;
	readonly after: number;
	/** Added to the treated from the start on; defaults to 0. */
	readonly effect?: number;
	/** How far the treated follow the first factor on average, controls 0.8; defaults to 1.2. */
	readonly follow?: number;
	readonly seed?: number;
}

/**
 * Rows of a block whose units follow two common factors, each to its own degree, so that trends are not
 * parallel: the treated follow the first more than most. Chance
 * has standard deviation 1. Units are c1, c2, ..., t1, ...; periods from 1.
 */
export function factorRows(options: FactorPanelOptions): PanelRows {
	const { controls, treated, before, after, effect = 0, follow = 1.2, seed = 1 } = options;
	const normal = standardNormals(seededRandom(seed));
	const periods = before + after;
	const walk = (step: number) => {
		let at = 0;
		return Array.from({ length: periods }, () => (at += step + 0.5 * normal()));
	};
	const [first, second] = [walk(0.2), walk(0)];
	const units = Array.from({ length: controls + treated }, (_, i) => ({
		name: i < controls ? `c${i + 1}` : `t${i - controls + 1}`,
		isTreated: i >= controls,
		level: 20 + 3 * normal(),
		loads: [(i >= controls ? follow : 0.8) + 0.4 * normal(), 0.5 * normal()] as const
	}));
	const rows = units.flatMap((unit) => first.map((_, t) => ({ ...unit, t })));
	return {
		unit: rows.map(({ name }) => name),
		period: rows.map(({ t }) => t + 1),
		outcome: rows.map(
			({ level, loads: [a, b], t, isTreated }) =>
				level + a * first[t]! + b * second[t]! + normal() + (isTreated && t >= before ? effect : 0)
		),
		treatment: { start: rows.map(({ isTreated }) => (isTreated ? before + 1 : Infinity)) }
	};
}

export const factorPanel = (options: FactorPanelOptions): Panel => panel(factorRows(options));
