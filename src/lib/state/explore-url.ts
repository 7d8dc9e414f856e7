import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';

/** The view a query string asks for: undefined when it asks for none, problems when it cannot be. */
export type AskedView =
	| { readonly kind: 'none' }
	| { readonly kind: 'view'; readonly view: ExploreView }
	| { readonly kind: 'unreadable'; readonly problems: readonly string[] };

const separator = ':';

/** `?survey=a&indicator=b&by=c&by=d&only=concept:x,y&unsure=exclude` */
export function viewFromSearch(search: string): AskedView {
	const params = new URLSearchParams(search);
	if (!params.has('survey') && !params.has('indicator')) return { kind: 'none' };
	const where = params.getAll('only').map((text) => {
		const [concept = '', categories = ''] = text.split(separator);
		return { concept, categories: categories.split(',').filter((id) => id !== '') };
	});
	const parsed = exploreView.safeParse({
		survey: params.get('survey') ?? undefined,
		indicator: params.get('indicator') ?? undefined,
		by: params.getAll('by'),
		where,
		...(params.has('unsure') ? { unsure: params.get('unsure') } : {})
	});
	if (parsed.success) return { kind: 'view', view: parsed.data };
	const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	return { kind: 'unreadable', problems };
}

/** The query string that restores the view. What was not chosen is not written. */
export function searchOf({ survey, indicator, by, where, unsure }: ExploreView): string {
	const params = new URLSearchParams({ survey, indicator });
	for (const concept of by) params.append('by', concept);
	for (const { concept, categories } of where)
		params.append('only', `${concept}${separator}${categories.join(',')}`);
	if (unsure !== 'auto') params.set('unsure', unsure);
	return `?${params.toString().replaceAll('%3A', separator).replaceAll('%2C', ',')}`;
}
