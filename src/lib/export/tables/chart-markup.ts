import { DataError } from '#lib/errors.ts';

/** A drawing to be put inside another. Sizes in pixels. */
export interface ChartMarkup {
	/** A `<g>` whose origin is the upper left corner. */
	readonly group: string;
	readonly width: number;
	readonly height: number;
}

/** What draws; anything else goes with all that is inside it, such as titles, scripts and images. */
const drawing = new Set([
	...['g', 'path', 'line', 'rect', 'circle', 'ellipse', 'polyline', 'polygon', 'text', 'tspan'],
	...['defs', 'clippath', 'marker', 'pattern', 'mask', 'lineargradient', 'radialgradient', 'stop']
]);
/** What only wraps what draws. */
const wrapping = new Set(['a']);

const token = /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g;
const attribute = /([^\s=/]+)\s*=\s*("[^"]*"|'[^']*')/g;
/** Says what a chart means, or leads out of it; classes have no style sheet in a file. */
const unwanted = /^(on|data-|aria-|xmlns)|^(role|class|tabindex|href|xlink:href)$/i;

/**
 * A chart as it stands on the page (the markup of an `<svg>`), with nothing but what draws: no
 * title, no data attribute, no style sheet, no reference out of it. `literals` has a value for each
 * custom property of the theme; of `light-dark()` the light one is taken.
 * @throws DataError for a custom property without a literal, and where the markup is no chart.
 */
export function chartMarkup(svg: string, literals: Readonly<Record<string, string>>): ChartMarkup {
	const root = /<svg\b((?:"[^"]*"|'[^']*'|[^"'>])*)>/i.exec(svg);
	const end = svg.lastIndexOf('</svg>');
	if (!root || end < root.index)
		throw new DataError(`not the markup of a chart: ${svg.slice(0, 40)}`);
	const own = attributesOf(root[1] ?? '');
	const inside = drawn(svg.slice(root.index + root[0].length, end));
	const kept = own.filter(([name]) => !/^(width|height|viewbox)$/i.test(name));
	const group = `<g${written(kept)} xml:space="preserve">${inside}</g>`;
	const plain = group.replaceAll('&nbsp;', '&#160;');
	return { group: withLiterals(plain, literals), ...sizeOf(own) };
}

function sizeOf(own: readonly Attribute[]): { width: number; height: number } {
	const [width, height] = ['width', 'height'].map((name) =>
		Number(own.find(([known]) => known === name)?.[1])
	);
	if (!(width && height && width > 0 && height > 0))
		throw new DataError(`chart without a size in pixels: ${width} x ${height}`);
	return { width, height };
}

/** The markup without elements that do not draw, and what is inside them. */
function drawn(markup: string): string {
	let kept = '';
	let from = 0;
	/** Open elements that are left out. */
	let left = 0;
	for (const found of markup.matchAll(token)) {
		const [all, closes, name = '', attributes = '', isEmpty] = found;
		if (left === 0) kept += markup.slice(from, found.index);
		from = found.index + all.length;
		if (name === '' || wrapping.has(name.toLowerCase())) continue;
		if (left > 0 || !drawing.has(name.toLowerCase())) {
			if (!isEmpty) left += closes ? -1 : 1;
		} else
			kept += closes
				? `</${name}>`
				: `<${name}${written(attributesOf(attributes))}${isEmpty ?? ''}>`;
	}
	return left === 0 ? kept + markup.slice(from) : kept;
}

type Attribute = readonly [name: string, value: string];

const attributesOf = (text: string): Attribute[] =>
	[...text.matchAll(attribute)]
		.map(([, name = '', value = '']) => [name, value.slice(1, -1)] as const)
		.filter(([name, value]) => !unwanted.test(name) && !leadsOut(value));

/** Within the drawing a fill or a clip path may be named, and nothing else. */
const leadsOut = (value: string) =>
	/url\(\s*(?!['"]?#|&quot;#)/i.test(value) || /javascript:/i.test(value);

const written = (attributes: readonly Attribute[]): string =>
	attributes
		.map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`)
		.join('');

/** Known to Plot itself, in the style sheet that is left out. */
const ofPlot = { '--plot-background': 'white' };

const property = /var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/g;
/** Properties that name each other go no deeper. */
const deepest = 9;

/** The markup with its custom properties replaced, those that their values name too. */
function withLiterals(markup: string, literals: Readonly<Record<string, string>>): string {
	const known = new Map(Object.entries({ ...ofPlot, ...literals }));
	const resolved = (text: string, depth: number): string =>
		text.replace(property, (_, name: string, otherwise: string | undefined) => {
			const value = known.get(name) ?? otherwise;
			if (value === undefined || depth > deepest)
				throw new DataError(`no literal for a custom property of the chart: ${name}`);
			const plain = lightLiteral(value).replaceAll('"', "'").replace(/[<&]/g, '');
			return resolved(plain, depth + 1).trim();
		});
	return resolved(markup, 0);
}

/** `light-dark(#1c2530, #e8e6e0)` on paper is the first. */
export const lightLiteral = (value: string): string =>
	/^light-dark\(\s*((?:[^(),]|\([^()]*\))+?)\s*,.*\)$/.exec(value.trim())?.[1] ?? value.trim();
