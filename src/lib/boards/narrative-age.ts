import type { Board } from '#lib/model/boards/board.ts';
import type { TileFacts } from './board-facts.ts';

const tolerance = 1e-3;

/** The number of a tile, of a programme its effect. */
const numberOf = ({ latest, data }: Pick<TileFacts, 'latest' | 'data'>) =>
	data?.kind === 'programme' && data.entry.effect.kind === 'effect'
		? data.entry.effect.estimate
		: latest?.value;

/**
 * Tiles whose data moved after the sentence was written: a number that is no longer the one it was
 * written by, within a thousandth, or data of a later day.
 */
export function movedSince(
	narrative: NonNullable<Board['narrative']>,
	facts: readonly TileFacts[]
): string[] {
	return facts
		.filter((one) => {
			const written = narrative.figures[one.tile.id];
			const now = numberOf(one);
			const isLater = (one.latest?.on ?? '') > narrative.date;
			if (written === undefined) return isLater;
			const reach = tolerance * Math.max(Math.abs(written), Number.MIN_VALUE);
			return isLater || now === undefined || Math.abs(now - written) > reach;
		})
		.map(({ tile }) => tile.id);
}
