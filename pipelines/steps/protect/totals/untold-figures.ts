import {
	type AuditedFigure,
	type Leak,
	type LinkedFigures,
	figureLeaks,
	groupLeaks
} from './replicate-audit.ts';
import type { UnitSecrecy } from './unit-secrecy.ts';

export interface Untold<Figure extends AuditedFigure> {
	readonly kept: readonly Figure[];
	/** Figures about too few sampling units. */
	readonly tooFewUnits: number;
	/** Figures left out because others would follow with them. */
	readonly derivable: number;
}

/**
 * The figures that may be published together: without those that tell of a unit by themselves, then,
 * for every group that would follow and tells of one, without the most detailed figure that it
 * follows from. What is left out only takes equations away, so that nothing new follows.
 */
export function untoldFigures<Figure extends AuditedFigure>(
	linked: LinkedFigures<Figure>,
	secrecy: UnitSecrecy
): Untold<Figure> {
	const { figures } = linked;
	const telling = new Set(figureLeaks(figures, secrecy).flatMap(({ from }) => from));
	let kept = figures.filter((figure) => !telling.has(figure));
	const before = kept.length;
	for (;;) {
		const leaks = groupLeaks({ ...linked, figures: kept }, secrecy);
		const dropped = leastOf(leaks);
		if (dropped.size === 0) break;
		kept = kept.filter((figure) => !dropped.has(figure));
	}
	return { kept, tooFewUnits: telling.size, derivable: before - kept.length };
}

/** One figure of every leak that none of those before it ends: the one that says least. */
function leastOf(leaks: readonly Leak[]): Set<AuditedFigure> {
	const dropped = new Set<AuditedFigure>();
	for (const { from } of leaks) {
		if (from.some((figure) => dropped.has(figure))) continue;
		dropped.add(from.reduce((least, figure) => (saysLess(figure, least) ? figure : least)));
	}
	return dropped;
}

/** Broken down further, or else about fewer units. */
function saysLess(one: AuditedFigure, other: AuditedFigure): boolean {
	const depth = ({ at }: AuditedFigure) => Object.keys(at).length;
	const size = ({ supports }: AuditedFigure) => supports.members.length;
	return depth(one) === depth(other) ? size(one) < size(other) : depth(one) > depth(other);
}
