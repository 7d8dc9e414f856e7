/**
 * A number as people type it, with a comma or a point before its decimals and a hyphen or a minus sign;
 * undefined where it is none, and where it could be read in two ways: 1.250 is a thousand to some.
 */
export function typedNumber(text: string): number | undefined {
	const plain = text.trim().replace(/^[−–]/, '-');
	if (!/^-?\d+([.,]\d+)?$/.test(plain)) return undefined;
	if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return undefined;
	return Number(plain.replace(',', '.'));
}

/** The same number back in a field: "0,05" where decimals stand after a comma. */
export function numberText(value: number, locale: string): string {
	const [sign] = Intl.NumberFormat(locale)
		.formatToParts(0.5)
		.filter(({ type }) => type === 'decimal');
	return String(value).replace('.', sign?.value ?? '.');
}
