import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { EvaluationPlan } from '#lib/model/evaluation-plan.ts';
import { type SheetSection, sheetSections } from './pre-analysis-sections.ts';
import type { SheetWords } from './sheet-words.ts';

/** A pre-analysis sheet, for a screen and for paper. */
export interface PreAnalysis {
	readonly title: string;
	readonly intro: string;
	readonly sections: readonly SheetSection[];
	/** When and with what it was made. */
	readonly dated: string;
}

export function preAnalysis(plan: EvaluationPlan, words: SheetWords): PreAnalysis {
	const { locale, date, address } = words;
	return {
		title: m.plan_sheet({}, { locale }),
		intro: m.plan_sheet_intro({}, { locale }),
		sections: sheetSections(plan, words),
		dated: m.plan_sheet_dated({ date: longDate(date, locale), address }, { locale })
	};
}

/** The same sheet as Markdown (CommonMark with task lists). What somebody typed is escaped. */
export function preAnalysisSheet(plan: EvaluationPlan, words: SheetWords): string {
	const { title, intro, sections, dated } = preAnalysis(plan, words);
	const blocks = sections.flatMap(({ heading, items }, i) => [
		`## ${i + 1}. ${escaped(heading)}`,
		...items.flatMap((item) => {
			switch (item.kind) {
				case 'answer':
					return [
						...(item.label === undefined ? [] : [`**${escaped(item.label)}**`]),
						item.text.trim() === '' ? line : typed(item.text)
					];
				case 'text':
					return [escaped(item.text)];
				case 'formula':
					return [`\`${item.text}\``];
				case 'list':
					return [item.items.map((text) => `- ${escaped(text)}`).join('\n')];
				case 'checks':
					return [item.items.map((text) => `- [ ] ${escaped(text)}`).join('\n')];
			}
		})
	]);
	return `${[`# ${escaped(title)}`, escaped(intro), ...blocks, '---', escaped(dated)].join('\n\n')}\n`;
}

/** Underscores alone are a rule across the page where Markdown is shown, and a line where it is not. */
const line = '_'.repeat(60);

/** Every sign that Markdown or HTML could read as its own; of an address only what begins an entity. */
const escaped = (text: string): string =>
	text
		.replace(/[\\`*_{}[\]<>#|~]|&(?=#?\w+;)/g, '\\$&')
		.replace(/^(\s*)([-+=])/, '$1\\$2')
		.replace(/^(\s*\d+)([.)])/, '$1\\$2');

/** Lines stay lines, paragraphs paragraphs; nothing at the start of a line means anything. */
const typed = (text: string): string =>
	text
		.trim()
		.split(/\r\n?|\n/)
		.map((one) => escaped(one.trim()))
		.join('\n')
		.replace(/\n{2,}/g, '\n\n')
		.replace(/([^\n])\n(?=[^\n])/g, '$1\\\n');
