import { DataError } from '#lib/errors.ts';

/** How wide the parts of a format are, in bytes. */
export interface DtaLayout {
	readonly release: number;
	/** Parts stand between tags such as <data>, from 117 on. */
	readonly isTagged: boolean;
	/** Of a name of a variable or of a set of value labels. */
	readonly name: number;
	readonly format: number;
	readonly label: number;
	/** Of the number that counts the variables. */
	readonly variables: 2 | 4;
	/** Of the number that counts the records. */
	readonly records: 4 | 8;
	/** Of the number of the variable, with which the eight bytes of a reference to a long text begin. */
	readonly longTextVariable: readonly number[];
	/** What texts are in that the file does not say. */
	readonly encoding: 'windows-1252' | 'utf-8';
}

const old = {
	isTagged: false,
	name: 33,
	format: 49,
	label: 81,
	variables: 2,
	records: 4,
	longTextVariable: [4],
	encoding: 'windows-1252'
} as const;

const recent = {
	isTagged: true,
	name: 129,
	format: 57,
	label: 321,
	variables: 2,
	records: 8,
	longTextVariable: [2],
	encoding: 'utf-8'
} as const;

/** Formats of Stata 8 and later: `help dta_113` to `help dta_119`. */
const layouts: readonly DtaLayout[] = [
	{ release: 113, ...old, format: 12 },
	{ release: 114, ...old },
	{ release: 115, ...old },
	{ release: 117, ...old, isTagged: true },
	{ release: 118, ...recent },
	// Stata takes three bytes; ReadStat, and so R's haven (2.5.1 of 2022), writes two as in 118.
	{ release: 119, ...recent, variables: 4, longTextVariable: [3, 2] }
];

/** @throws DataError for a format that is not read, with what to do. */
export function dtaLayout(release: number): DtaLayout {
	const layout = layouts.find((known) => known.release === release);
	if (layout) return layout;
	throw new DataError(
		'format of Stata is not read, only 113 to 115 and 117 to 119; save it again in Stata ' +
			`(save, or saveold if it is newer) or in R (haven::write_dta): ${release}`
	);
}
