import { type ExploreView, type ViewComparison, exploreView } from '#lib/model/explore-view.ts';

/**
 * The view a query string asks for: none when it asks for none; with what it asks for besides that
 * this version does not know; problems when nothing can be made of it.
 */
export type AskedView =
	| { readonly kind: 'none' }
	| { readonly kind: 'view'; readonly view: ExploreView; readonly dropped: readonly string[] }
	| { readonly kind: 'unreadable'; readonly problems: readonly string[] };

const separator = ':';

/** Of the form of an address; a later one is read as far as it is understood. */
const version = '1';

const single = [
	'indicator',
	'across',
	'unsure',
	'interval',
	'level',
	'profile',
	'standard',
	'marks'
] as const;
const ofConcept = ['concept', 'unit', 'statistic', 'count'] as const;
const ofComparison = ['against', 'compare', 'samples', 'anyway'] as const;
const names: readonly string[] = [
	...['v', 'survey', 'by', 'only', 'chart', 'linked', 'brush'],
	...single,
	...ofConcept,
	...ofComparison
];

/** `?survey=a&indicator=b&by=c&by=d&only=concept:x,y&unsure=exclude&v=1` */
export function viewFromSearch(search: string): AskedView {
	const params = new URLSearchParams(search);
	if (!needed.some((name) => params.has(name))) return { kind: 'none' };
	const asked = partsOf(params);
	const dropped = [...new Set(params.keys())]
		.filter((name) => !names.includes(name))
		.map((name) => `${name}: ${params.getAll(name).join(', ')}`);
	const given = params.get('v') ?? version;
	if (given !== version) dropped.push(`v: ${given}`);
	// What is not understood is taken out part by part, until the rest can be read.
	for (;;) {
		const parsed = exploreView.safeParse(asked);
		if (parsed.success) return { kind: 'view', view: parsed.data, dropped };
		const { issues } = parsed.error;
		const taken = takeOut(asked, issues[0]?.path ?? []);
		if (taken === undefined) return { kind: 'unreadable', problems: problemsOf(issues) };
		dropped.push(taken);
	}
}

/** What a question cannot do without: a source, and what is measured. */
const needed = ['survey', 'indicator', 'concept'];

/** What parts are called in an address. */
const called: Readonly<Record<string, string>> = { where: 'only', also: 'survey' };

/** Takes a part out of what was asked, or one of a list; undefined where nothing is left without it. */
function takeOut(asked: Record<string, unknown>, path: readonly PropertyKey[]): string | undefined {
	const name = String(path[0] ?? '');
	const part = asked[name];
	if (part === undefined || ['survey', 'indicator', 'of'].includes(name)) return undefined;
	const one: unknown = Array.isArray(part)
		? part.splice(typeof path[1] === 'number' ? path[1] : -1, 1)[0]
		: part;
	if (!Array.isArray(part) || one === undefined) asked[name] = undefined;
	return `${called[name] ?? name}: ${readable(one)}`;
}

const problemsOf = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
	issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

const readable = (value: unknown) => {
	if (typeof value !== 'object' || value === null) return String(value);
	const { concept, categories } = value as Partial<ExploreView['where'][number]>;
	return concept === undefined || categories === undefined
		? Object.values(value).join(', ')
		: filterText({ concept, categories });
};

const filterText = ({ concept, categories }: ExploreView['where'][number]) =>
	`${concept}${separator}${categories.join(',')}`;

function partsOf(params: URLSearchParams): Record<string, unknown> {
	const [survey, ...also] = params.getAll('survey');
	const one = (name: string) => params.get(name) ?? undefined;
	const filters = (name: string) =>
		params.getAll(name).map((text) => {
			const [concept = '', categories = ''] = text.split(separator);
			return { concept, categories: listOf(categories) };
		});
	const linked = params.getAll('linked').flatMap(listOf);
	const of = params.has('concept')
		? {
				...{ concept: one('concept'), statistic: one('statistic') ?? 'distribution' },
				...(params.has('unit') && { unit: one('unit') }),
				categories: listOf(one('count') ?? '')
			}
		: undefined;
	const level = one('level');
	const compare = params.has('against')
		? {
				against: one('against'),
				...(params.has('compare') && { kind: one('compare') }),
				...(params.has('samples') && { samples: one('samples') }),
				...(params.has('anyway') && { anyway: one('anyway') === 'yes' })
			}
		: undefined;
	const parts = {
		...{ survey, also, of, by: params.getAll('by'), chart: one('chart') },
		...{ where: filters('only'), linked, brush: filters('brush') },
		compare,
		...Object.fromEntries(single.map((name) => [name, one(name)])),
		level: level === undefined ? undefined : Number(level) / 100
	};
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

const listOf = (text: string) => text.split(',').filter((id) => id !== '');

const plain = exploreView.parse({ survey: 's', indicator: 'i' });

/** The query string that restores the view. What was not chosen is not written. */
export function searchOf(view: ExploreView): string {
	const params = new URLSearchParams();
	for (const id of [view.survey, ...view.also]) params.append('survey', id);
	if (view.indicator !== undefined) params.set('indicator', view.indicator);
	if (view.of) {
		const { concept, unit, statistic, categories } = view.of;
		params.set('concept', concept);
		if (unit !== 'person') params.set('unit', unit);
		params.set('statistic', statistic);
		if (categories.length > 0) params.set('count', categories.join(','));
	}
	for (const concept of view.by) params.append('by', concept);
	for (const filter of view.where) params.append('only', filterText(filter));
	for (const name of [
		'across',
		'unsure',
		'interval',
		'profile',
		'standard',
		'chart',
		'marks'
	] as const) {
		const value = view[name];
		if (value !== undefined && value !== plain[name]) params.set(name, value);
	}
	if (view.linked.length > 0) params.set('linked', view.linked.join(','));
	for (const filter of view.brush) params.append('brush', filterText(filter));
	if (view.compare) writeComparison(params, view.compare);
	if (view.level !== plain.level) params.set('level', String(Math.round(view.level * 100)));
	params.set('v', version);
	return `?${params.toString().replaceAll('%3A', separator).replaceAll('%2C', ',')}`;
}

function writeComparison(
	params: URLSearchParams,
	{ against, kind, samples, anyway }: ViewComparison
): void {
	params.set('against', against);
	if (kind !== 'difference') params.set('compare', kind);
	if (samples !== 'independent') params.set('samples', samples);
	if (anyway) params.set('anyway', 'yes');
}
