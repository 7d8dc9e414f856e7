import * as Plot from '@observablehq/plot';

/** A picture for a width in pixels. */
export type Drawing = (width: number) => Plot.PlotOptions;

/** A chart as markup, drawn into the document that is passed in: the page is built without a browser. */
export function chartSvg(options: Plot.PlotOptions, document: Document): string {
	const chart = Plot.plot({ ...options, document });
	// Plot puts aria-label on <g>, which axe rejects; the table below says the same.
	chart.setAttribute('aria-hidden', 'true');
	return chart.outerHTML;
}
