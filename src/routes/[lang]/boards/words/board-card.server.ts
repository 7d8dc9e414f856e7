import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type Rasteriser, families } from '../../../rasteriser.server.ts';
import type { WordedBoard } from '../worded-board.server.ts';
import { cardSize, cardWords } from './card-words.ts';
import { statusShapes, statusTones } from './status-shapes.ts';

const margin = 72;
const theme = readFileSync('src/lib/components/theme.css', 'utf8');

/** A colour of the theme on paper. */
const ink = (token: string): string =>
	new RegExp(`${token}: light-dark\\((#[0-9a-f]{6}),`).exec(theme)?.[1] ?? '#000000';

const tones = {
	plain: ink('--ink-soft'),
	good: ink('--good'),
	warning: ink('--warning'),
	bad: ink('--bad')
} as const;

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element; its text is a node, never markup. */
type Draw = (tag: string, attributes: Attributes, text?: string) => void;

interface TextStyle {
	readonly family: keyof typeof families;
	readonly size: number;
}

const styleOf = ({ family, size }: TextStyle): Attributes => ({
	'font-family': families[family],
	'font-size': size
});

/** A picture of these elements, as the text of an SVG file. */
function pictured(draw: (add: Draw) => void): string {
	const { document } = parseHTML('<!doctype html><html></html>');
	const svg = document.createElement('svg');
	const set = (element: Element, attributes: Attributes) => {
		for (const [name, value] of Object.entries(attributes))
			element.setAttribute(name, String(value));
	};
	const { width, height } = cardSize;
	set(svg, { xmlns: 'http://www.w3.org/2000/svg', width, height });
	draw((tag, attributes, text) => {
		const element = document.createElement(tag);
		set(element, attributes);
		if (text !== undefined) element.textContent = text;
		svg.append(element);
	});
	return svg.outerHTML;
}

/** A text in lines that are no wider than this. */
function linesOf(
	text: string,
	{ style, widest, pen }: { style: TextStyle; widest: number; pen: Rasteriser }
): string[] {
	const fits = (line: string) =>
		pen.widthOf(pictured((add) => add('text', { y: style.size, ...styleOf(style) }, line))) <=
		widest;
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

/**
 * The picture that a message or a network shows beside a link to a board: what it is about and how
 * many tiles have each status. No figure of it, which would travel without its error.
 */
export function boardCard(board: WordedBoard, pen: Rasteriser): string {
	const { locale, view } = board;
	const widest = cardSize.width - 2 * margin;
	const titles = ([64, 52, 42] as const).map((size) => {
		const style = { family: 'serif', size } as const;
		return { style, lines: linesOf(view.title, { style, widest, pen }) };
	});
	const title = titles.find(({ lines }) => lines.length <= 2) ?? titles[2]!;
	return pictured((add) => {
		const { width, height } = cardSize;
		add('rect', { width, height, fill: ink('--paper') });
		add('rect', { width, height: 12, fill: ink('--accent') });
		const small = { family: 'sans', size: 28 } as const;
		const said = (y: number, text: string, more: Attributes = {}) =>
			add('text', { x: margin, y, ...styleOf(small), fill: tones.plain, ...more }, text);
		said(96, cardWords(board).above);
		if (view.synthetic)
			said(96, m.demonstration_badge({}, { locale }), {
				...{ x: width - margin, 'text-anchor': 'end', fill: ink('--warning') }
			});
		const { style, lines } = title;
		lines.forEach((line, i) => {
			const y = 96 + style.size * (1.25 + 1.15 * i);
			add('text', { x: margin, y, ...styleOf(style), fill: ink('--ink') }, line);
		});
		const below = 96 + style.size * (1.25 + 1.15 * (lines.length - 1)) + 54;
		said(below, cardWords(board).place);
		const first = Math.max(below + 76, 340);
		view.counts.forEach(({ code, word, n }, i) => {
			const [x, y] = [margin + (i % 2) * (widest / 2), first + Math.floor(i / 2) * 56];
			const fill = tones[statusTones[code]];
			const at = `translate(${x} ${y - 28}) scale(1.6)`;
			add('path', { d: statusShapes[code], 'fill-rule': 'evenodd', transform: at, fill });
			said(y, `${word}: ${n}`, { x: x + 48, 'font-size': 34, fill: ink('--ink') });
		});
		said(height - 48, cardWords(board).foot);
	});
}
