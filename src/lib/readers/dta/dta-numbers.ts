/** How the numbers of a variable are stored. */
export type NumberType = 'byte' | 'int' | 'long' | 'float' | 'double';

export const numberBytes: Readonly<Record<NumberType, number>> = {
	byte: 1,
	int: 2,
	long: 4,
	float: 4,
	double: 8
};

/** The codes `.a` to `.z`, which a producer gives a meaning; the plain missing value `.` is ''. */
export const missingCodes: readonly string[] = Array.from(
	{ length: 26 },
	(_, i) => `.${String.fromCharCode(0x61 + i)}`
);

/** What to write for what is stored. */
export interface NumberTexts {
	value(value: number): string;
	/** Neither a value nor one of the 27 missing ones. */
	invalid(): string;
}

export type StoredNumber = (view: DataView<ArrayBuffer>, at: number) => string;

/**
 * Reads numbers as texts. The highest ones of each type stand for missing values: 27 in a row, of
 * floats and doubles with steps of 2^-12 between them. Format: `help dta_118`, 4.
 */
export function storedNumber(
	type: NumberType,
	littleEndian: boolean,
	texts: NumberTexts
): StoredNumber {
	const whole = (value: number, firstMissing: number) =>
		value >= firstMissing ? missingText(value - firstMissing) : texts.value(value);
	switch (type) {
		case 'byte':
			return (view, at) => whole(view.getInt8(at), 101);
		case 'int':
			return (view, at) => whole(view.getInt16(at, littleEndian), 32_741);
		case 'long':
			return (view, at) => whole(view.getInt32(at, littleEndian), firstMissingLong);
		case 'float':
			return storedFloat(littleEndian, texts);
		case 'double':
			return storedDouble(littleEndian, texts);
	}
}

const firstMissingLong = 2_147_483_621;

/** A code of value labels, which are stored as `long`; '' for the plain missing value. */
export function labelledCode(value: number, text: (value: number) => string): string {
	return value >= firstMissingLong ? missingText(value - firstMissingLong) : text(value);
}

function missingText(index: number): string {
	return index === 0 ? '' : missingCodes[index - 1]!;
}

/** The sign bit of the first four bytes of a float or double. */
const negative = 0x80000000;

function storedFloat(littleEndian: boolean, texts: NumberTexts): StoredNumber {
	return (view, at) => {
		const bits = view.getUint32(at, littleEndian);
		if (bits >= 0x7f000000 && bits < negative) return stepText((bits - 0x7f000000) / 0x800, texts);
		return finiteText(view.getFloat32(at, littleEndian), texts);
	};
}

function storedDouble(littleEndian: boolean, texts: NumberTexts): StoredNumber {
	return (view, at) => {
		const high = view.getUint32(littleEndian ? at + 4 : at, littleEndian);
		if (high >= 0x7fe00000 && high < negative) {
			const low = view.getUint32(littleEndian ? at : at + 4, littleEndian);
			return low === 0 ? stepText((high - 0x7fe00000) / 0x100, texts) : texts.invalid();
		}
		return finiteText(view.getFloat64(at, littleEndian), texts);
	};
}

function stepText(step: number, texts: NumberTexts): string {
	return Number.isInteger(step) && step <= 26 ? missingText(step) : texts.invalid();
}

function finiteText(value: number, texts: NumberTexts): string {
	return Number.isFinite(value) ? texts.value(value) : texts.invalid();
}
