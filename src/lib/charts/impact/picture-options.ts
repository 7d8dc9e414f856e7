/** Numbers as texts, in the language of the page. */
export interface PictureFormats {
	/** An effect or a value of the outcome, with its unit where it has one. */
	readonly value: (value: number) => string;
	/** The same on an axis. */
	readonly tick: (value: number) => string;
	/** Both limits of an interval. */
	readonly range: (lower: number, upper: number) => string;
	/** A period, time since the start, months: whatever the other axis counts. */
	readonly at: (value: number) => string;
	/** People or units. */
	readonly count: (value: number) => string;
}

/** What a picture needs besides its numbers; it knows no language. */
export interface PictureOptions<Words> {
	/** Pixels. */
	readonly width: number;
	readonly words: Words;
	readonly formats: PictureFormats;
}

/** What the table beside a picture needs. */
export type TableOptions<Words> = Omit<PictureOptions<Words>, 'width'>;
