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
