import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import { estimateIntervals } from '#lib/charts/estimate-intervals.ts';
import { chartFile, type ChartFrame } from '#lib/export/tables/chart-file.ts';
import { chartMarkup, lightLiteral } from '#lib/export/tables/chart-markup.ts';
import { pngSize } from '#lib/export/tables/chart-png.ts';
import { textWidth, wrappedLines } from '#lib/export/tables/wrapped-lines.ts';
import { fullText } from '#lib/readers/xml/xml-elements.ts';
import { nastyTexts } from '../../support/shown-answers.ts';
import { xmlItems } from '../../support/xml-documents.ts';

const literals = {
	...{ '--ink': 'light-dark(#1c2530, #e8e6e0)', '--ink-soft': '#46525e', '--paper': '#fbfaf6' },
	...{ '--grid': '#e9e5d9', '--line-strong': '#857f70' },
	'--series-1': 'light-dark(rgb(1, 2, 3), red)',
	'--sans': '\'Source Sans 3\', "Segoe UI", sans-serif'
};

const frame: ChartFrame = {
	title: `${nastyTexts.signs}, y una frase tan larga que no cabe en una sola línea del dibujo`,
	subtitle: nastyTexts.quotes,
	notes: [nastyTexts.scripts, `a${'b'.repeat(300)}`],
	source: 'Fuente: Oficina',
	date: 'Publicación r1, 2024-06-01',
	address: `https://example.org/es/explore/?survey=a&indicator=b&only=${'area:x,'.repeat(40)}`
};

/** The chart of the explorer, one line of it suppressed. */
function plotted(width: number): string {
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	const line = { group: '', precision: 'design-based' } as const;
	const rows = [
		{ ...line, label: 'A & <b>\u00a0ñ', value: 0.3, lower: 0.2, upper: 0.4, text: '30,0 %' },
		{
			...{ ...line, label: 'B', text: 'suprimido' },
			...{ value: undefined, lower: undefined, upper: undefined }
		}
	];
	const options = { width, unit: 'parte', formatTick: String, isShare: true };
	return chartSvg(estimateIntervals(rows, options), document);
}

describe('chartFile', () => {
	test.for([760, 358])('is XML that stands alone, at %i pixels', async (width) => {
		const { svg, width: whole, height } = chartFile({ svg: plotted(width), frame, literals });
		const [root] = await xmlItems(svg);
		expect(root).toMatchObject({ kind: 'start', tag: { name: 'svg' } });
		expect(svg).not.toMatch(/var\(|url\(|href|<script|<style|light-dark|&nbsp;|class=/);
		expect(svg.match(/https?:/g)).toEqual(['http:', 'https:']);
		expect(svg).toContain(`viewBox="0 0 ${whole} ${height}"`);
		expect(whole).toBe(Math.max(360, width) + 48);
	});

	test('holds title, subtitle, notes, source, date and address as text', async () => {
		const { svg } = chartFile({ svg: plotted(760), frame, literals });
		const items = await xmlItems(svg, ['text']);
		const said = items.map((item) => (item.kind === 'element' ? fullText(item.element) : ''));
		const together = said.join('').replace(/\s/g, '');
		for (const text of Object.values(frame).flat() as string[])
			expect(together).toContain(text.replace(/\s/g, ''));
	});

	test('keeps what the chart says and draws, in its colours', () => {
		const { svg } = chartFile({ svg: plotted(760), frame, literals });
		for (const text of ['A &amp; &lt;b&gt;', '30,0 %', 'suprimido', 'rgb(1, 2, 3)', '#e9e5d9'])
			expect(svg).toContain(text);
		expect(svg).toContain('color:#1c2530');
	});

	test('puts the chart below its head and above its notes', () => {
		const { svg, height } = chartFile({ svg: plotted(760), frame, literals });
		const top = Number(/translate\(24,([\d.]+)\)/.exec(svg)?.[1]);
		const lines = [...svg.matchAll(/<text x="24" y="([\d.]+)"[^>]*font-size="(\d+)"/g)].map(
			([, y, size]) => ({ y: Number(y), isHead: Number(size) > 12 })
		);
		const chart = Number(/height="(\d+)"/.exec(plotted(760))?.[1]);
		for (const { y, isHead } of lines)
			if (isHead) expect(y).toBeLessThan(top);
			else expect(y).toBeGreaterThan(top + chart);
		expect(Math.max(...lines.map(({ y }) => y))).toBeLessThan(height);
	});

	test('names a colour that it was not given', () => {
		const { '--grid': _, ...others } = literals;
		expect(() => chartFile({ svg: plotted(760), frame, literals: others })).toThrow(
			'no literal for a custom property of the chart: --grid'
		);
		expect(() => chartFile({ svg: plotted(760), frame, literals: {} })).toThrow(
			'no literal for a custom property'
		);
	});
});

describe('chartMarkup', () => {
	test('lets nothing lead out of the drawing', () => {
		const { group } = chartMarkup(
			'<svg width="9" height="9" onload="x()"><a href="https://example.org"><path d="M0,0" fill="url(https://example.org)" clip-path="url(#a)"/></a><use href="#a"/></svg>',
			{}
		);
		expect(group).toBe('<g xml:space="preserve"><path d="M0,0" clip-path="url(#a)"/></g>');
	});

	test('makes XML of what a browser writes as HTML', () => {
		const html = `<svg width="9" height="9"><text font-family='"A" < b'>1&nbsp;%</text></svg>`;
		expect(chartMarkup(html, {}).group).toBe(
			'<g xml:space="preserve"><text font-family="&quot;A&quot; &lt; b">1&#160;%</text></g>'
		);
	});

	test('resolves properties through others, and by what stands in for them', () => {
		const svg =
			'<svg width="9" height="9"><path fill="var(--a)" stroke="var(--none, rgb(1, 2, 3))"/></svg>';
		expect(chartMarkup(svg, { '--a': 'light-dark(var(--b), red)', '--b': 'blue' }).group).toContain(
			'<path fill="blue" stroke="rgb(1, 2, 3)"/>'
		);
		expect(() => chartMarkup(svg, { '--a': 'var(--a)' })).toThrow('no literal for a custom');
	});

	test('refuses what is no chart', () => {
		expect(() => chartMarkup('<p>none</p>', {})).toThrow('not the markup of a chart: <p>none</p>');
		expect(() => chartMarkup('<svg width="10"></svg>', {})).toThrow('without a size in pixels');
	});
});

test.for([
	['light-dark(#fff, #000)', '#fff'],
	['light-dark(rgb(1, 2, 3), red)', 'rgb(1, 2, 3)'],
	[' #fff ', '#fff']
] as const)('the light one of %j is %j', ([value, light]) => {
	expect(lightLiteral(value)).toBe(light);
});

describe('wrappedLines', () => {
	test.for([...Object.values(nastyTexts), frame.address])('keeps every sign of %j', (text) => {
		for (const width of [40, 120, 700])
			expect(wrappedLines(text, width, 12).join('').replace(/\s/g, '')).toBe(
				text.replace(/\s/g, '')
			);
	});

	test('makes no line wider than it may be, and cuts between signs', () => {
		for (const line of wrappedLines(frame.address, 200, 12))
			expect(textWidth(line, 12)).toBeLessThanOrEqual(200);
		expect(wrappedLines('👩‍👩‍👧👩‍👩‍👧', 40, 12)).toEqual(['👩‍👩‍👧', '👩‍👩‍👧']);
	});
});

describe('pngSize', () => {
	test('is twice the drawing, in whole pixels', () => {
		expect(pngSize({ width: 808.5, height: 601 })).toEqual({ width: 1617, height: 1202, scale: 2 });
	});

	test('is smaller where a canvas could not hold it, and keeps its shape', () => {
		const { width, height, scale } = pngSize({ width: 1000, height: 9000 });
		expect(width * height).toBeLessThanOrEqual(16_777_216);
		expect(scale).toBeLessThan(2);
		expect(height / width).toBeCloseTo(9, 1);
	});

	test('refuses a picture without a size', () => {
		expect(() => pngSize({ width: 0, height: 9 })).toThrow('not a size of a picture');
	});
});
