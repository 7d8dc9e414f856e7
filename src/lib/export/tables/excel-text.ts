/**
 * Signs that XML cannot hold, those that write-excel-file 4.1.1 would drop, carriage returns, which
 * a reader of XML would turn into line feeds, and an underscore that would begin such a sign.
 */
const special =
	/_(?=x[0-9A-Fa-f]{4}_)|(?![\t\n\u0085])\p{Cc}|\ufffd|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/**
 * A text as a workbook holds it, every sign kept: the special ones as `_xHHHH_` (ECMA-376 part 1,
 * 22.9.2.19). The library looks texts up in a plain object, so that `constructor` would be found
 * there unwritten: the first sign of such a name is written so too.
 */
export function excelText(text: string): string {
	const plain = text.replace(special, escaped);
	return plain in {} ? `${escaped(plain.charAt(0))}${plain.slice(1)}` : plain;
}

const escaped = (sign: string): string =>
	Array.from({ length: sign.length }, (_, i) => {
		const code = sign.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
		return `_x${code}_`;
	}).join('');
