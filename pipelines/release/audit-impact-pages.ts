import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ProgrammePage, programmePage } from '#lib/model/impact-page.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';
import { peopleRules } from '../steps/protect/programmes/publish-evaluation.ts';

const pages = 'pages/impact';

/**
 * What pages of programmes may not tell, as they lie there: a programme that is not declared or local, a
 * field that no page has (such as exact counts), a series that is not open, and of people a panel or a
 * number that is not rounded.
 * What follows from curves and tables is audited where they are made, which knows the people.
 */
export function impactPageLeaks(
	folder: string,
	{ programmes, disclosure, series }: Pick<Declarations, 'programmes' | 'disclosure' | 'series'>
): Leak[] {
	const at = join(folder, pages);
	if (!existsSync(at)) return [];
	const rules = new Map(disclosure.map((one) => [one.id, one]));
	const open = new Set(series.filter(({ tier }) => tier === 'open').map(({ id }) => id));
	return readdirSync(at).flatMap((name) => {
		const leak = (where: string): Leak => ({ artefact: `${pages}/${name}`, kind: 'page', where });
		const page = programmePage.safeParse(JSON.parse(readFileSync(join(at, name), 'utf8')));
		if (!page.success) return page.error.issues.map(({ path }) => leak(path.join('.')));
		const { id } = page.data.programme;
		const declared = programmes.find((one) => one.id === id);
		if (!declared || declared.tier === 'local') return [leak(`not to be published: ${id}`)];
		const closed = declared.series?.columns.find(({ series: named }) => !open.has(named));
		if (closed) return [leak(`of a series that is not open: ${closed.series}`)];
		const own = peopleRules(declared, rules);
		if (!own) return [];
		const panel = join(folder, 'panels', `${id}.csv`);
		return [
			...(page.data.evaluation.panel || existsSync(panel) ? [leak('rows of people')] : []),
			...toldPeople(page.data)
				.filter(([, people]) => people % own.rounding.cases !== 0)
				.map(([where]) => leak(where))
		];
	});
}

/** Wherever people are counted. */
function toldPeople({ programme, evaluation }: ProgrammePage): [where: string, people: number][] {
	const { rows, units, treatedUnits, comparisonUnits } = evaluation.counts;
	return [
		...Object.entries({ rows, units, treatedUnits, comparisonUnits }),
		...evaluation.outcomes.map(({ outcome, n }): [string, number] => [`n of ${outcome}`, n]),
		...programme.flow.flatMap(({ step, treated, comparison }): [string, number][] => [
			[step, treated],
			[step, comparison]
		])
	];
}
