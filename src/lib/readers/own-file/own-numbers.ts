const numeral = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The number a text gives; undefined where it is none. The rule of `numberOf` in estimate. */
export function numberIn(text: string, decimal: '.' | ','): number | undefined {
	const plain = decimal === ',' ? text.replaceAll(',', '.') : text;
	if (!numeral.test(plain)) return undefined;
	const number = Number(plain);
	return Number.isFinite(number) ? number : undefined;
}

/** Texts that stand for nothing in the columns of a design, as in `atalaya estimate`. */
export const isBlank = (text: string) => text === '' || text === 'NA';
