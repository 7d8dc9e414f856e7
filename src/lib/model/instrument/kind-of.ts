import { type Instrument, isQuestion } from './instrument.ts';
import type { KindOf } from './relevant.ts';

/** What the questions of an instrument are, by their names. */
export function kindsOf({ items }: Pick<Instrument, 'items'>): KindOf {
	const kinds = new Map(
		items.filter(isQuestion).map(({ name, type }) => {
			if (type === 'one' || type === 'several') return [name, type] as const;
			return [name, type === 'whole' || type === 'decimal' ? 'number' : 'other'] as const;
		})
	);
	return (name) => kinds.get(name);
}
