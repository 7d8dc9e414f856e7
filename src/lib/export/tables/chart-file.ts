import { DomainError } from '#lib/errors.ts';
import { chartMarkup, lightLiteral } from './chart-markup.ts';
import { wrappedLines } from './wrapped-lines.ts';

/** The words around a chart, as they stand on its page. */
export interface ChartFrame {
	readonly title: string;
	readonly subtitle: string;
	readonly notes: readonly string[];
	readonly source: string;
	/** Release and date, worded. */
	readonly date: string;
	readonly address: string;
}

export interface ChartFileOptions {
	/** Markup of the chart. */
	readonly svg: string;
	readonly frame: ChartFrame;
	/** A value for each custom property of the theme, by its name; typefaces have their own here. */
	readonly literals: Readonly<Record<string, string>>;
}

/** A whole picture: standalone SVG. Sizes in pixels. */
export interface ChartFile {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}

/** Pixels. */
const layout = { padding: 24, least: 360, gap: 14, close: 4 };

interface TextStyle {
	readonly size: number;
	readonly family: 'serif' | 'sans';
	readonly weight?: number;
	readonly ink: '--ink' | '--ink-soft';
}

const styles = {
	title: { size: 22, family: 'serif', weight: 600, ink: '--ink' },
	subtitle: { size: 14, family: 'sans', ink: '--ink-soft' },
	small: { size: 12, family: 'sans', ink: '--ink-soft' }
} as const satisfies Readonly<Record<string, TextStyle>>;

const leading = 1.35;

/**
 * A chart with its words inside, as one SVG that needs nothing else: the light theme, no style sheet,
 * no font but what the reader's machine has, no reference. The words are wrapped by estimated widths.
 */
export function chartFile({ svg, frame, literals }: ChartFileOptions): ChartFile {
	const chart = chartMarkup(svg, {
		...literals,
		'--sans': families.sans,
		'--serif': families.serif
	});
	const inner = Math.max(chart.width, layout.least);
	const width = inner + 2 * layout.padding;
	const colour = colours(literals);
	const blocks = new TextBlocks(inner, colour);
	const title = blocks.next(frame.title, styles.title);
	blocks.skip(layout.close);
	const subtitle = blocks.next(frame.subtitle, styles.subtitle);
	const top = blocks.skip(layout.gap);
	blocks.skip(chart.height + layout.gap);
	const { notes, source, date, address } = frame;
	const foot = [...notes, source, date, address].map((text) => blocks.next(text, styles.small));
	const height = Math.ceil(blocks.skip(layout.padding));
	const parts = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${xmlText(frame.title)}</title>`,
		`<rect width="${width}" height="${height}" fill="${colour('--paper')}"/>`,
		title,
		subtitle,
		`<g transform="translate(${layout.padding},${top})">${chart.group}</g>`,
		...foot,
		'</svg>'
	];
	return { svg: `${parts.join('\n')}\n`, width, height };
}

type Colour = (name: '--ink' | '--ink-soft' | '--paper') => string;

const colours =
	(literals: Readonly<Record<string, string>>): Colour =>
	(name) => {
		const value = literals[name];
		if (value === undefined) throw new DomainError(`no literal for a custom property: ${name}`);
		return xmlText(lightLiteral(value));
	};

const families = {
	serif: "'Source Serif 4', Georgia, 'Times New Roman', serif",
	sans: "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
} as const;

/** Texts below each other, and how far down they reach. */
class TextBlocks {
	readonly #width: number;
	readonly #colour: Colour;
	#y = layout.padding;

	constructor(width: number, colour: Colour) {
		this.#width = width;
		this.#colour = colour;
	}

	next(text: string, { size, family, weight = 400, ink }: TextStyle): string {
		const style = `font-family="${families[family]}" font-size="${size}" font-weight="${weight}" fill="${this.#colour(ink)}"`;
		const lines = wrappedLines(text, this.#width, size).map((line) => {
			this.#y += size * leading;
			return `<text x="${layout.padding}" y="${pixels(this.#y - 0.3 * size)}" ${style}>${xmlText(line)}</text>`;
		});
		return lines.join('\n');
	}

	/** Where the next block begins. */
	skip(height: number): number {
		return pixels((this.#y += height));
	}
}

const pixels = (value: number) => Math.round(value * 100) / 100;

/** Without what XML 1.0 has no sign for. */
const xmlText = (text: string): string =>
	text
		.replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
