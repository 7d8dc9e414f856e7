import {
	type PlanChoices,
	type PlanNumber,
	outcomesOf,
	planChoices,
	planNumbers
} from '#lib/model/evaluation-plan.ts';
import { askedValues, formVersion } from './asked-values.ts';

/** What an address asks the planner for, and what of it nobody knows or the design has no use for. */
export interface AskedPlan {
	readonly choices: PlanChoices;
	readonly dropped: readonly string[];
}

const plain = planChoices.parse({});

/** `?design=clusters&clusters=60&icc=0.02&harms=trust,imprisonment&v=1` */
export function planFromSearch(search: string): AskedPlan {
	const params = new URLSearchParams(search);
	const { asked, dropped } = askedValues(params, (name) => name in planChoices.shape);
	const values = Object.entries(asked).map(([name, text]) => [name, valueOf(name, text)]);
	const choices = readable(Object.fromEntries(values) as Record<string, unknown>, dropped);
	const unused = idle(choices);
	dropped.push(...unused.map((name) => `${name}: ${params.get(name) ?? ''}`));
	const used = Object.entries(choices).filter(([name]) => !unused.includes(name as PlanNumber));
	return { choices: Object.fromEntries(used) as PlanChoices, dropped };
}

const texts = ['design', 'outcome', 'assigned', 'at'];

function valueOf(name: string, text: string): unknown {
	if (texts.includes(name)) return text;
	if (name === 'harms') return text.split(',').filter((id) => id !== '');
	// What is no number stays a text, so that it is refused and named as it was written.
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Takes out what cannot be read, part by part, until the rest can. */
function readable(asked: Record<string, unknown>, dropped: string[]): PlanChoices {
	for (;;) {
		const parsed = planChoices.safeParse(asked);
		if (parsed.success) return parsed.data;
		const name = String(parsed.error.issues[0]?.path[0]);
		const value = asked[name];
		dropped.push(`${name}: ${Array.isArray(value) ? value.join(',') : String(value)}`);
		asked[name] = undefined;
	}
}

/** Numbers in the choices that the design does not ask for. */
function idle(choices: PlanChoices): PlanNumber[] {
	const { design, outcome = outcomesOf(design)[0]! } = choices;
	const used = planNumbers(design, outcome);
	const own = ['design', 'outcome', 'assigned', 'at', 'harms'];
	return (Object.keys(choices) as PlanNumber[]).filter(
		(name) => !own.includes(name) && !used.includes(name) && choices[name] !== undefined
	);
}

/** The query string that restores the choices; what was not chosen, or has no use, is not written. */
export function searchOfPlan(choices: PlanChoices): string {
	const params = new URLSearchParams({ design: choices.design });
	const unused: readonly string[] = idle(choices);
	for (const [name, value] of Object.entries(choices)) {
		const isPlain = value === undefined || value === plain[name as keyof PlanChoices];
		if (name === 'design' || isPlain || unused.includes(name)) continue;
		params.set(name, String(value));
	}
	params.set('v', formVersion);
	return `?${params.toString().replaceAll('%2C', ',')}`;
}
