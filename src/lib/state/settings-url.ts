import {
	type EvaluationSettings,
	type SettableDesign,
	changesOf,
	evaluationSettings,
	settingChoices
} from '#lib/model/evaluation-settings.ts';
import { askedValues, formVersion } from './asked-values.ts';

/** What an address asks to evaluate anew, and what of it nobody knows or the design has no use for. */
export interface AskedSettings {
	/** Only what differs from the declaration; undefined: the address asks for nothing. */
	readonly settings: EvaluationSettings | undefined;
	readonly dropped: readonly string[];
}

/** `?estimator=two-by-two&ring=compared&v=1`; `?v=1` asks for the declared settings. */
export function settingsFromSearch(search: string, settable: SettableDesign): AskedSettings {
	const params = new URLSearchParams(search);
	const { asked, dropped } = askedValues(params, isReadable);
	const read = evaluationSettings.parse(asked);
	const had: readonly string[] = settingChoices(settable, read).map(({ name }) => name);
	for (const [name, value] of Object.entries(read))
		if (!had.includes(name)) dropped.push(`${name}: ${value}`);
	const isAsked = params.has('v') || Object.keys(asked).length > 0;
	return { settings: isAsked ? changesOf(read, settable) : undefined, dropped };
}

function isReadable(name: string, text: string): boolean {
	const isWritten = name !== 'anticipation' || /^\d$/.test(text);
	return isWritten && evaluationSettings.safeParse({ [name]: text }).success;
}

/** The query string that restores the settings; what is as declared is not written. */
export function searchOfSettings(settings: EvaluationSettings): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(settings))
		if (value !== undefined) params.set(name, String(value));
	params.set('v', formVersion);
	return `?${params.toString()}`;
}
