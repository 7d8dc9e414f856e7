import { type AnswerTable, answerTable } from '#lib/export/tables/answer-table.ts';
import { type ChartFile, chartFile } from '#lib/export/tables/chart-file.ts';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { WordsOptions } from './words/labels.ts';
import { notes, source, subtitle, title } from './words/notes.ts';

/** Where and when an answer leaves. */
export interface LeavingOptions {
	readonly release: { readonly id: string; readonly date: string };
	/** The whole address that restores the view. */
	readonly address: string;
	/** Today, ISO 8601. */
	readonly today: string;
}

/** The figures of an answer, as every file has them. */
export function leavingTable(
	words: WordsOptions,
	{ release, address, today }: LeavingOptions
): AnswerTable {
	const { catalogue, resolved, answers, locale } = words;
	const { view, measure } = resolved;
	return answerTable({
		...{ catalogue, locale, release, address, created: today },
		answers: answers.map(({ survey, answer }) => ({ survey, answer, measure, view })),
		...{ title: title(words), subtitle: subtitle(words), notes: notes(words) },
		territories: catalogue.territories
	});
}

/** The picture of an answer with its words inside, from where it stands on the page. */
export function leavingChart(
	words: WordsOptions,
	picture: HTMLElement,
	{ release, address, today }: LeavingOptions
): ChartFile {
	const { locale } = words;
	const date = m.leave_dated({ release: release.id, date: longDate(today, locale) }, { locale });
	return chartFile({
		svg: joinedSvg(picture),
		frame: {
			...{ title: title(words), subtitle: subtitle(words), notes: notes(words) },
			...{ source: source(words), date, address }
		},
		literals: themeLiterals()
	});
}

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
