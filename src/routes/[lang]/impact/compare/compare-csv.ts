import { csvLines } from '#lib/export/tables/csv-lines.ts';
import type { ComparedEntry, Metric } from '../words/compared.ts';
import type { Together } from './pooled.ts';

const head = [
	...(['programme', 'title', 'type', 'groups', 'country', 'stage', 'evidence'] as const),
	...(['outcome_family', 'outcome', 'verdict', 'measure', 'estimate', 'standard_error'] as const),
	...(['lower', 'upper', 'weight', 'synthetic', 'release', 'address'] as const)
];

interface CompareCsvOptions {
	readonly found: Together;
	readonly measure: Metric;
	readonly release: string;
	readonly address: string;
}

/** The table of the comparison with all its digits: a row a programme, and what they tell together. */
export function compareCsv(
	entries: readonly ComparedEntry[],
	{ found, measure, release, address }: CompareCsvOptions
): string {
	const weights = found.kind === 'pooled' ? found.effect.weights : [];
	const weight = (id: string) =>
		found.kind === 'pooled' ? (weights[found.ids.indexOf(id)] ?? null) : null;
	const rows = entries.map((one) => {
		const value = one.values[measure];
		return [
			...[one.id, one.title, one.type, one.groups.join(' '), one.country, one.stage, one.evidence],
			...[one.family, one.outcome, one.verdict, measure],
			...[value?.estimate ?? null, value?.standardError ?? null],
			...[value?.lower ?? null, value?.upper ?? null, weight(one.id)],
			...[String(one.synthetic), release, address]
		];
	});
	return `\ufeff${csvLines([head, ...rows, ...pooledRows(found, { measure, release, address })])}`;
}

function pooledRows(
	found: Together,
	{ measure, release, address }: Omit<CompareCsvOptions, 'found'>
) {
	if (found.kind !== 'pooled') return [];
	const { estimate, standardError, interval, prediction } = found.effect;
	const named = (id: string) => [id, ...new Array<null>(9).fill(null), measure];
	const end = [null, null, release, address];
	const pooled = [
		...named('pooled'),
		estimate,
		standardError,
		interval.lower,
		interval.upper,
		...end
	];
	return prediction
		? [pooled, [...named('prediction'), null, null, prediction.lower, prediction.upper, ...end]]
		: [pooled];
}
