import { m } from '#lib/i18n/paraglide/messages.js';
import { type ImpactWords, mainOutcome } from './impact-words.ts';

/** The R lines that repeat the main estimate, or why there are none. */
export interface ScriptView {
	/** What it reads, or why it is not there. */
	readonly said: string;
	readonly file:
		{ readonly name: string; readonly address: string; readonly code: string } | undefined;
}

export function scriptView(words: ImpactWords): ScriptView {
	const { programme, evaluation } = words.page;
	const { script: code } = evaluation;
	if (code === null) return { said: absence(words), file: undefined };
	const address = `data:text/plain;charset=utf-8,${encodeURIComponent(code)}`;
	return { said: readsText(words), file: { name: `${programme.id}.R`, address, code } };
}

function readsText({ page, locale }: ImpactWords): string {
	const { kind } = page.programme.design;
	if (kind === 'survey') return m.impact_script_figures({}, { locale });
	if (kind === 'cohort' || kind === 'discontinuity')
		return m.impact_script_producer({}, { locale });
	return m.impact_script_panel({}, { locale });
}

function absence(words: ImpactWords): string {
	const { locale } = words;
	const { effect } = mainOutcome(words);
	if (effect.kind === 'refused') return m.impact_script_no_estimate({}, { locale });
	if (effect.inference === 'randomisation') return m.impact_script_draws({}, { locale });
	return m.impact_reproduce_no_script({}, { locale });
}
