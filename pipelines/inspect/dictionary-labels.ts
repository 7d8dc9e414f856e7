import { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { type Dictionary, questionIn } from '#lib/readers/inspect/dictionary.ts';

const entry = z.object({
	label: z.string().nullish(),
	labels: z.record(z.string(), z.string()).nullish()
});
const labelFile = z.record(z.string(), entry);

/**
 * Labels of variables and of their codes as JSON: `{ "P1": { "label": "...", "labels": { "1": "Yes" } } }`.
 * @throws DataError where it is something else.
 */
export function labelDictionary(text: string, title: string): Dictionary {
	const parsed = labelFile.safeParse(json(text));
	if (!parsed.success)
		throw new DataError(
			`no labels such as { "P1": { "label": "...", "labels": { "1": "..." } } }: ${parsed.error.issues[0]?.path.join('.') ?? ''}`
		);
	return {
		title,
		kind: 'labels',
		variables: Object.entries(parsed.data).map(([name, { label, labels }]) => ({
			name,
			label: label ?? undefined,
			question: questionIn(label ?? undefined),
			codes: new Map(Object.entries(labels ?? {})),
			missing: new Set<string>()
		})),
		notes: []
	};
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new DataError(`no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
			cause
		});
	}
}
