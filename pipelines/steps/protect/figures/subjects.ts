import type { Concept } from '#lib/model/concept.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import { unsureReasons } from '#lib/model/missing.ts';

/** People who gave the same kind of answer, as far as the indicators of a concept tell them apart. */
export interface AnswerLayer {
	/** Categories, and reasons for having none, that stay in the denominator. */
	readonly answers: readonly string[];
	/** The indicators whose numerator they are in. */
	readonly numeratorOf: readonly string[];
}

/** What one concept is asked for: its figures stand and fall together. */
export interface Subject {
	readonly concept: string;
	readonly sensitive: boolean;
	readonly indicators: readonly Indicator[];
	/** Of a number concept one layer, of everybody who has a number. */
	readonly layers: readonly AnswerLayer[];
	readonly kind: Concept['kind'];
}

export interface SubjectsInput {
	readonly indicators: readonly Indicator[];
	readonly concepts: readonly Concept[];
	/** Whether "don't know" and refusals stay in the denominator of an indicator. */
	readonly unsureStays: (indicator: string) => boolean;
}

/** One subject for every concept that indicators of a unit are about. */
export function subjectsOf({ indicators, concepts, unsureStays }: SubjectsInput): Subject[] {
	return concepts.flatMap((concept) => {
		const own = indicators.filter((one) => one.concept === concept.id);
		if (own.length === 0) return [];
		const unsure = own.some(({ id }) => unsureStays(id)) ? unsureReasons : [];
		return [
			{
				concept: concept.id,
				sensitive: concept.sensitive,
				indicators: own,
				layers: layersOf(concept, own, unsure),
				kind: concept.kind
			}
		];
	});
}

function layersOf(
	concept: Concept,
	indicators: readonly Indicator[],
	unsure: readonly string[]
): AnswerLayer[] {
	if (concept.kind === 'number')
		return [{ answers: [], numeratorOf: indicators.map(({ id }) => id) }];
	const layers = new Map<string, { answers: string[]; numeratorOf: string[] }>();
	for (const answer of [...concept.categories.map(({ id }) => id), ...unsure]) {
		const numeratorOf = indicators
			.filter((one) => 'numerator' in one && one.numerator.includes(answer))
			.map(({ id }) => id);
		const key = numeratorOf.join(' ');
		const layer = layers.get(key) ?? { answers: [], numeratorOf };
		layer.answers.push(answer);
		layers.set(key, layer);
	}
	return [...layers.values()];
}

/** People with the attribute of an indicator and people without, of the counts of the layers. */
export function sidesOf(
	{ layers }: Subject,
	counts: readonly number[],
	indicator: string
): { readonly events: number; readonly others: number } {
	let [events, others] = [0, 0];
	layers.forEach(({ numeratorOf }, i) => {
		if (numeratorOf.includes(indicator)) events += counts[i]!;
		else others += counts[i]!;
	});
	return { events, others };
}
