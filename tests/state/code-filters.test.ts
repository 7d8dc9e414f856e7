import { expect, test } from 'vitest';
import { filtersFromSearch, filtersWith } from '#lib/state/code-filters.ts';

const fields = [
	{ key: 'type', label: 'Type', options: [{ value: 'outreach', label: 'Outreach' }] },
	{ key: 'country', label: 'Country', options: [{ value: 'XVA', label: 'Valdoria' }] }
];

test('an address gives the codes that are offered, and no others', () => {
	const read = (search: string) => filtersFromSearch(new URLSearchParams(search), fields);
	expect(read('type=outreach&country=XVA')).toEqual({ type: 'outreach', country: 'XVA' });
	expect(read('type=XVA&other=outreach&country=')).toEqual({});
});

test('a code takes the place of the one before, and none takes it away', () => {
	const chosen = filtersWith({ type: 'a', country: 'XVA' }, 'type', 'b');
	expect(chosen).toEqual({ type: 'b', country: 'XVA' });
	expect(filtersWith(chosen, 'type', '')).toEqual({ country: 'XVA' });
});
