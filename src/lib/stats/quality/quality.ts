import type { Quantities } from './quality-quantities.ts';
import type {
	Comparing,
	Comparison,
	Condition,
	QualityLabel,
	QualityRule,
	QualityQuestion,
	QuantityName
} from './quality-rules.ts';

/** One comparison that led to the label, as a reader sees it: df 6 below 9. */
export interface QualityReason {
	readonly rule: string;
	readonly quantity: QuantityName;
	/** Undefined: the number that the rule asks for is not there. */
	readonly value: number | undefined;
	readonly is: Comparison;
	readonly limit: number | undefined;
}

export interface Quality {
	readonly label: QualityLabel;
	/** Of all rules that give this label, in their order; empty where no condition was needed. */
	readonly reasons: readonly QualityReason[];
	/** Codes of what has to be said beside the estimate. */
	readonly notes: readonly string[];
}

/** What who publishes answered; a question without an answer is answered no. */
export type QualityAnswers = Readonly<Partial<Record<QualityQuestion, boolean | undefined>>>;

/**
 * The label that the rules of a standard give. A rule that asks for a quantity which is not there, and
 * that nothing else excludes, makes the estimate not assessable: silence is not quality. So does a
 * list of rules none of which holds.
 */
export function quality(
	rules: readonly QualityRule[],
	quantities: Quantities,
	answers: QualityAnswers = {}
): Quality {
	const notes: string[] = [];
	for (const [at, rule] of rules.entries()) {
		const reasons = comparedBy(rule, quantities);
		const outcome = verdict(rule, reasons, { quantities, answers });
		if (outcome === 'fails') continue;
		if (rule.note !== undefined) {
			if (outcome === 'holds') notes.push(rule.note);
		} else if (outcome === 'unknown')
			return { label: 'not-assessable', reasons: reasons.filter(isUnknown), notes };
		else if (rule.label !== undefined) {
			const same = rules.slice(at + 1).filter(({ label }) => label === rule.label);
			const others = same.flatMap((other) => {
				const own = comparedBy(other, quantities);
				return verdict(other, own, { quantities, answers }) === 'holds' ? own : [];
			});
			return { label: rule.label, reasons: [...reasons, ...others], notes };
		}
	}
	return { label: 'not-assessable', reasons: [], notes };
}

interface Known {
	readonly quantities: Quantities;
	readonly answers: QualityAnswers;
}

type Verdict = 'holds' | 'fails' | 'unknown';

function verdict(
	{ unless = [] }: QualityRule,
	reasons: readonly QualityReason[],
	known: Known
): Verdict {
	if (reasons.some((reason) => !isUnknown(reason) && !holds(reason))) return 'fails';
	if (unless.length > 0 && unless.every((condition) => isMet(condition, known))) return 'fails';
	return reasons.some(isUnknown) ? 'unknown' : 'holds';
}

const comparedBy = ({ id, when = [] }: QualityRule, quantities: Quantities): QualityReason[] =>
	when.map((comparing) => compared(id, comparing, quantities));

const compared = (
	rule: string,
	{ quantity, is, limit }: Comparing,
	quantities: Quantities
): QualityReason => ({
	...{ rule, quantity, is },
	value: quantities[quantity],
	limit: typeof limit === 'number' ? limit : quantities[limit]
});

const isUnknown = ({ value, limit }: QualityReason) => value === undefined || limit === undefined;

function isMet(condition: Condition, { quantities, answers }: Known): boolean {
	if ('answer' in condition) return answers[condition.answer] === true;
	return holds(compared('', condition, quantities));
}

function holds({ value, is, limit }: QualityReason): boolean {
	if (value === undefined || limit === undefined) return false;
	switch (is) {
		case 'below':
			return value < limit;
		case 'at-most':
			return value <= limit;
		case 'above':
			return value > limit;
		case 'at-least':
			return value >= limit;
	}
}
