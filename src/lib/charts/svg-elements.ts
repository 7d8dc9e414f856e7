const svg = 'http://www.w3.org/2000/svg';

type SvgName = 'g' | 'path' | 'rect' | 'text';

/** Elements of SVG in that document, for what no mark of Plot draws. Texts are escaped by the DOM. */
export const elements =
	(document: Document) =>
	(name: SvgName, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement => {
		const element = document.createElementNS(svg, name);
		for (const [attribute, value] of Object.entries(attributes))
			element.setAttribute(attribute, String(value));
		if (text !== '') element.textContent = text;
		return element;
	};
