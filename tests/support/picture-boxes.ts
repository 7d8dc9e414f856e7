import { type Box, overlap } from '#lib/charts/label-places.ts';
import { textWidth } from '#lib/charts/text-width.ts';

export interface TextBox extends Box {
	readonly text: string;
}

/** Texts of a picture with the room they take, from where its markup places them. */
export function textBoxes(body: HTMLElement): TextBox[] {
	for (const title of body.querySelectorAll('title')) title.remove();
	return [...body.querySelectorAll('text')].flatMap((element) => {
		const text = element.textContent;
		if (text === '') return [];
		const [x, y] = places(element);
		const [size, anchor] = [
			Number(inherited(element, 'font-size') ?? 13),
			inherited(element, 'text-anchor')
		];
		const width = textWidth(text, size);
		const middle = anchor === 'end' ? x - width / 2 : anchor === 'start' ? x + width / 2 : x;
		return [{ text, x: middle, y, width, height: size }];
	});
}

/** Pairs of texts that lie on each other. */
export function meetingTexts(body: HTMLElement): string[] {
	const boxes = textBoxes(body).map((box) => ({
		...box,
		width: box.width - 3,
		height: box.height - 2
	}));
	return boxes.flatMap((box, i) =>
		boxes
			.slice(i + 1)
			.flatMap((other) => (overlap(box, other) ? [`${box.text} | ${other.text}`] : []))
	);
}

/** Texts that stick out of a picture of that width. */
export const cutTexts = (body: HTMLElement, width: number): string[] =>
	textBoxes(body)
		.filter((box) => box.x - box.width / 2 < -3 || box.x + box.width / 2 > width + 3)
		.map(({ text }) => text);

function places(element: Element): [number, number] {
	const found = /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.getAttribute('transform') ?? '');
	if (!found) throw new Error(`text without its place: ${element.outerHTML}`);
	return [Number(found[1]), Number(found[2])];
}

function inherited(element: Element, name: string): string | null {
	return element.getAttribute(name) ?? element.parentElement?.getAttribute(name) ?? null;
}
