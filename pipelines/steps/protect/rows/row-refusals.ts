import { DataError } from '#lib/errors.ts';
import { type RowRefusal, type UnitRisk, rowsPassed } from '#lib/model/row-risk.ts';
import type { Survey } from '#lib/model/survey.ts';

const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;

/** What stands in the way of publishing the rows of a unit, and what to do: one line each. */
export const refusalLines = (risk: UnitRisk): string[] =>
	risk.refusals.map((refusal) => `${risk.unit}: ${refusalText(refusal, risk)}`);

function refusalText(refusal: RowRefusal, risk: UnitRisk): string {
	switch (refusal.kind) {
		case 'unique':
			return `${uniqueText(risk)}; ${leastKeys(risk)}; group categories (protection.groups) or map a coarser concept; maxUniqueShare is ${refusal.limit}`;
		case 'rare':
			return `too few people for a key, to be grouped (protection.groups): ${refusal.categories.map((one) => `${refusal.concept} ${one}`).join(', ')}`;
		case 'alone':
			return `withheld alone, so that all others tell which it is; group another with it (protection.groups): ${refusal.concept} ${refusal.category}`;
	}
}

/** `12 of 400 rows (3 %) are alone in sex, age_group`. */
export const uniqueText = ({
	unique,
	rows,
	keys
}: Pick<UnitRisk, 'unique' | 'rows'> & { readonly keys: readonly { concept: string }[] }) =>
	`${unique} of ${rows} rows (${percent(rows === 0 ? 0 : unique / rows)}) are alone in ${keys.map(({ concept }) => concept).join(', ')}`;

/** The keys that make most rows stand out, that of most first. */
function leastKeys({ keys }: UnitRisk): string {
	const most = [...keys].sort((a, b) => a.uniqueWithout - b.uniqueWithout).slice(0, 3);
	return most
		.map(({ concept, uniqueWithout }) => `without ${concept} ${uniqueWithout} would be`)
		.join(', ');
}

/** Stops a public build before rows leave that did not pass. */
export function refuseRows(
	{ id, tier, synthetic, protection }: Pick<Survey, 'id' | 'tier' | 'synthetic' | 'protection'>,
	units: readonly { readonly risk?: UnitRisk | undefined }[]
): void {
	const isNobody = synthetic && !protection;
	if (tier !== 'open' || isNobody || rowsPassed(units)) return;
	const lines = units.flatMap(({ risk }) => (risk ? refusalLines(risk) : []));
	throw new DataError(`${id}: rows that may not be published\n  ${lines.join('\n  ')}`);
}
