import type { TerritoryList } from '#lib/model/territory.ts';
import type { DeclaredShapes } from '#lib/model/territory-shapes.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import { isTooSmall } from '../steps/protect/rows/territory-cut.ts';
import type { References, Report } from './declaration-references.ts';

/** Every territory of the list has its shape, and none is drawn that no figure is published of. */
export function checkShapes(shapes: DeclaredShapes, references: References, report: Report) {
	const list = references.find('territories', shapes.id, (message) => report(['id'], message));
	if (!list) return;
	const ids = list.territories.map(({ id }): string => id);
	const drawn = Object.keys(shapes.territories);
	for (const id of drawn.filter((one) => !ids.includes(one)))
		report(['territories', id], unknownName(`territory of ${list.id}`, id, ids), 'key');
	for (const id of ids.filter((one) => !drawn.includes(one)))
		report(['territories'], `a territory of ${list.id} without a shape: ${id}`);
	checkSizes(list, references, report);
}

function checkSizes({ level, territories }: TerritoryList, references: References, report: Report) {
	const [declared] = references.read.published.declared.values();
	if (!declared) return;
	const tooSmall = territories.filter(({ population }) =>
		isTooSmall({ level, ...(population === undefined ? {} : { population }) }, declared.value)
	);
	for (const { id } of tooSmall)
		report(['territories', id], `smaller than what figures are published of: ${id}`, 'key');
}
