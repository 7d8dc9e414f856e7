import type { QualityVerdict } from './estimate.ts';

type Reason = QualityVerdict['reasons'][number];

const signs = { below: '<', 'at-most': '<=', above: '>', 'at-least': '>=' } as const;
const meanings = Object.fromEntries(
	Object.entries(signs).map(([is, sign]) => [sign, is])
) as Readonly<Record<string, Reason['is']>>;

const between = '; ';
const none = 'none';

/** `df 6 < 9; n 41 < 60`, as tables tell why a quality is what it is. */
export const reasonsText = (reasons: readonly Reason[]): string =>
	reasons
		.map(({ quantity, value, is, limit }) => {
			const shown = value === null ? none : Number(value.toPrecision(4));
			return `${quantity} ${shown} ${signs[is]} ${limit ?? none}`;
		})
		.join(between);

/** `df < 9; n < 60`: the value would be a count of people, or give one. */
export const withoutValues = (text: string): string =>
	text
		.split(between)
		.map((one) => one.replace(/^(\S+) \S+ /, '$1 '))
		.join(between);

/** The reasons of such a text; a value that is not told is none. */
export const reasonsOf = (text: string): Reason[] =>
	text.split(between).flatMap((one) => {
		const [, quantity, value, sign = '', limit] =
			/^(\S+) (?:(\S+) )?(<=|>=|<|>) (\S+)$/.exec(one) ?? [];
		const is = meanings[sign];
		if (quantity === undefined || is === undefined) return [];
		return [{ rule: '', quantity, value: numberOf(value), is, limit: numberOf(limit) }];
	});

const numberOf = (written: string | undefined) =>
	written === undefined || written === none ? null : Number(written);
