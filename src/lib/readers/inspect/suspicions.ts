import type { MissingReason } from '#lib/model/missing.ts';
import type { CodeCount, ColumnProfile } from './column-profile.ts';
import { labelOf, namedCodes } from './known-codes.ts';

/** A code that may stand for no answer. */
export interface SuspectedMissing extends CodeCount {
	readonly label: string | undefined;
	readonly why: string;
	/** What its label says it means; undefined where nobody says. */
	readonly reason: MissingReason | undefined;
}

export interface SuspicionOptions {
	readonly profile: ColumnProfile;
	/** What codes stand for. */
	readonly labels: ReadonlyMap<string, string>;
	/** Codes that the producer calls missing. */
	readonly declared: ReadonlySet<string>;
}

const reasons: readonly (readonly [MissingReason, RegExp])[] = [
	[
		'not-applicable',
		/\b(no aplica|not applicable|n[aã]o se aplica|ne s'applique|sans objet|n\/?a)\b/i
	],
	['not-asked', /\b(no (fue )?preguntad|not asked|salto|skip|filtro)/i],
	['dont-know', /\b(no sabe|no s[eé]|don'?t know|n[aã]o sabe|ne sai[st]|ignorad[oa]|ns\b)/i],
	['refused', /\b(no (responde|contesta|informa|desea)|refus|n[aã]o respon|sans r[eé]ponse|nr\b)/i],
	['lost', /\b(sin (dato|informaci)|missing|perdido|sem informa|not stated|unknown|no data)/i]
];

/** Which reason a label gives for having no answer. */
export const reasonIn = (label: string): MissingReason | undefined =>
	reasons.find(([, pattern]) => pattern.test(label))?.[0];

/** Codes that a person should decide about before anything is counted, by number. */
export function suspectedMissing(options: SuspicionOptions): SuspectedMissing[] {
	const { profile, labels } = options;
	const named = namedCodes(profile.codes, labels);
	const all = new Map([...named, ...profile.suspects].map((one) => [one.code, one]));
	const suspected = [...all.values()].flatMap((one) => {
		const label = labelOf(one.code, labels);
		const reason = label === undefined ? undefined : reasonIn(label);
		const why = suspicion(one.code, reason, options);
		return why === undefined ? [] : [{ ...one, label, why, reason }];
	});
	return suspected.sort((a, b) => Number(a.code) - Number(b.code));
}

function suspicion(
	code: string,
	reason: MissingReason | undefined,
	{ profile: { suspects, largestOther = -Infinity }, labels, declared }: SuspicionOptions
): string | undefined {
	if (declared.has(code)) return 'the producer calls it missing';
	if (reason !== undefined) return 'its label says so';
	if (labelOf(code, labels) !== undefined) return undefined;
	const isUsual = suspects.some((one) => one.code === code);
	const isBeyond = Number(code) < 0 || Number(code) > largestOther;
	return isUsual && isBeyond ? 'it lies beyond all others, as codes of no answer do' : undefined;
}

const fewFractions = 0.05;

/** Whole numbers among which a few have up to three decimals: 1.096, which was to be 1,096. */
export function hasThousandsPoints({ numbers, fractions, thousands }: ColumnProfile): boolean {
	return fractions > 0 && fractions < fewFractions * numbers && thousands === fractions;
}
