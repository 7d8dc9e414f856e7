import { numberFormat } from './intl.ts';

/** Bytes as people say them, in steps of a thousand: "12,3 kB", "500 MB". */
export function fileSize(bytes: number, locale: string): string {
	const [value, unit] =
		bytes < 1e6
			? [bytes / 1e3, 'kilobyte']
			: bytes < 1e9
				? [bytes / 1e6, 'megabyte']
				: [bytes / 1e9, 'gigabyte'];
	const maximumFractionDigits = value < 10 ? 1 : 0;
	return numberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(value);
}
