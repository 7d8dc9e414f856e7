import { type ChartFile, type ChartFrame, chartFile } from '#lib/export/tables/chart-file.ts';

/** What is drawn in a part of the page, with its words inside, as one file. */
export const pictureFile = (picture: HTMLElement, frame: ChartFrame): ChartFile =>
	chartFile({ svg: joinedSvg(picture), frame, literals: themeLiterals() });

/** Every chart of a picture in its place, with the titles of panels, as one. */
function joinedSvg(picture: HTMLElement): string {
	const whole = picture.getBoundingClientRect();
	const charts = [...picture.querySelectorAll('svg')].filter((one) => one.clientWidth > 0);
	const parts = charts.map((one) => {
		const { left, top } = one.getBoundingClientRect();
		const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
		group.setAttribute('transform', `translate(${left - whole.left},${top - whole.top})`);
		group.append(...[...one.childNodes].map((node) => node.cloneNode(true)));
		return group.outerHTML;
	});
	const titles = [...picture.querySelectorAll('[data-panel-title]')].map((one) => {
		const { left, bottom } = one.getBoundingClientRect();
		const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
		text.setAttribute('x', String(left - whole.left));
		text.setAttribute('y', String(bottom - whole.top - 6));
		text.setAttribute('font-weight', '600');
		text.setAttribute('fill', 'var(--ink)');
		text.textContent = one.textContent;
		return text.outerHTML;
	});
	const style = charts[0]?.getAttribute('style') ?? '';
	const root = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	root.setAttribute('width', String(Math.ceil(whole.width)));
	root.setAttribute('height', String(Math.ceil(whole.height)));
	root.setAttribute('style', style);
	root.innerHTML = [...parts, ...titles].join('');
	return root.outerHTML;
}

/** The custom properties of the theme, as they are written in the style sheets of the page. */
function themeLiterals(): Record<string, string> {
	const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
	const roots = rules.filter(
		(rule): rule is CSSStyleRule => rule instanceof CSSStyleRule && rule.selectorText === ':root'
	);
	return Object.fromEntries(
		roots.flatMap(({ style }) =>
			[...style]
				.filter((name) => name.startsWith('--'))
				.map((name) => [name, style.getPropertyValue(name).trim()] as const)
		)
	);
}
