/** Sizes in pixels. Below `narrow` names stand above their line instead of beside it. */
export const size = {
	narrow: 520,
	line: 30,
	tallLine: 46,
	widestName: 260,
	valueColumn: 64,
	/** How thick a bar is. */
	bar: 14,
	/** The smallest thing that can be hit with a finger (WCAG 2.2, 2.5.8). */
	target: 24
};

export const isNarrow = (width: number): boolean => width < size.narrow;

/** How every chart looks on its page; ink, paper and typeface are those of the theme. */
export const chartStyle = {
	background: 'transparent',
	color: 'var(--ink)',
	fontFamily: 'var(--sans)',
	fontSize: '13px',
	overflow: 'visible'
} as const;

export const seriesColour = (series: number): string => `var(--series-${(series % 7) + 1})`;

/** A word about an estimate: why it is not there, or not good. */
export const wordStyle = { fill: 'var(--ink-soft)', fontStyle: 'italic' } as const;

/** Paper around a text that may lie on lines. */
export const halo = {
	stroke: 'var(--paper)',
	strokeWidth: 4,
	strokeLinejoin: 'round'
} as const;

/** Widths of the letters of Source Sans 3, in ems, a little on the wide side. */
const letterWidths: readonly (readonly [RegExp, number])[] = [
	[/[\s.,;:'|!ijlIfrt()[\]·-]/u, 0.32],
	[/[mwMW%@–—]/u, 0.84],
	[/\p{Lu}/u, 0.62]
];
const otherLetter = 0.53;

/** Pixels. Text is not measured where pages are built without a browser. */
export function textWidth(text: string, fontSize = 13): number {
	const ems = Array.from(
		text,
		(letter) => letterWidths.find(([some]) => some.test(letter))?.[1] ?? otherLetter
	);
	return ems.reduce((sum, width) => sum + width, 0) * fontSize;
}
