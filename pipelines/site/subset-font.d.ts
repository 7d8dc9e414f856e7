declare module 'subset-font' {
	/** The part of the package that `fonts.ts` uses. It ships no types. */
	interface SubsetOptions {
		targetFormat: 'sfnt' | 'woff2';
		keepFeatures?: readonly string[];
		noHinting?: boolean;
		keepAllGlyphs?: boolean;
		variationAxes?: Record<string, number | { min: number; max: number; default?: number }>;
	}

	export default function subsetFont(
		font: Buffer,
		text: string | undefined,
		options: SubsetOptions
	): Promise<Buffer>;
}
