import type { PlanAnswer } from '#lib/impact/planning/plan-answer.ts';
import type { Locale } from '#lib/model/localized.ts';

/** What the person wrote; an empty text becomes a line to fill. */
export const sheetTexts = [
	...(['question', 'population', 'treatment', 'comparison', 'outcome'] as const),
	...(['others', 'missing', 'mind', 'author', 'registry'] as const)
];
export type SheetText = (typeof sheetTexts)[number];

export interface SheetWords {
	readonly locale: Locale;
	readonly texts: Readonly<Record<SheetText, string>>;
	/** `planAnswer` of the plan. */
	readonly answer: PlanAnswer;
	/** Today, ISO 8601. */
	readonly date: string;
	/** The address that restores the plan with its numbers; it holds none of the texts. */
	readonly address: string;
}
