import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { framework } from '#lib/model/framework.ts';
import type { Framework, FrameworkIndicator } from '#lib/model/framework-parts.ts';

const folder = join(import.meta.dirname, '../../data/frameworks');

/** A framework of `data/frameworks`. */
export const declaredFramework = (id: string): Framework =>
	framework.parse(parse(readFileSync(join(folder, `${id}.yaml`), 'utf8')));

/** An indicator of a framework. */
export function declaredIndicator(of: Framework, id: string): FrameworkIndicator {
	const found = of.lines.flatMap(({ indicators }) => indicators).find((one) => one.id === id);
	if (!found) throw new Error(`no such indicator: ${id}`);
	return found;
}

const source = { document: 'plan' };

/** What an indicator that counts courses may be, without its target. */
export const countOf = (changes: Partial<FrameworkIndicator> = {}): FrameworkIndicator => ({
	...{ id: 'courses', label: { en: 'Courses' }, measure: 'number', unit: 'course' },
	...{ direction: 'up', aggregation: true, counting: 'per-period', countries: 'all' },
	target: { value: 10, per: 'programme', basis: 'stated', due: 'not-stated' },
	...{ milestones: [], reported: [] },
	...changes
});

/** A value of a year, or of the days given. */
export const reportedIn = (
	year: number,
	value: number,
	changes: Partial<FrameworkIndicator['reported'][number]> = {}
): FrameworkIndicator['reported'][number] => ({
	...{ from: `${year}-01-01`, to: `${year}-12-31`, value, groups: {}, source },
	...changes
});

export const milestoneOn = (due: string, value: number) => ({ due, value, groups: {}, source });
