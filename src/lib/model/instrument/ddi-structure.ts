/** An element as a reader gives it, or as it is written. */
export interface DdiElement {
	readonly name: string;
	readonly namespace?: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly content: readonly (string | DdiElement)[];
}

export const ddiNamespace = 'ddi:codebook:2_5';

interface StructureFault {
	readonly rule:
		| ('namespace' | 'element' | 'order' | 'too-few' | 'too-many' | 'text' | 'attribute')
		| ('value' | 'id-twice' | 'reference');
	/** Such as `codeBook/dataDscr/var[3]/catgry[1]`. */
	readonly path: string;
	readonly what: string;
}

/** Any text, one of these words, an id, ids that stand elsewhere, a language, or a number. */
type Values = 'text' | 'id' | 'ids' | 'language' | 'number' | readonly string[];

interface Rule {
	/** In their order; `?` none or one, `*` any number, `+` one or more, else one. */
	readonly children?: string;
	readonly attributes?: Readonly<Record<string, Values>>;
	readonly isText?: boolean;
}

const yesNo = ['Y', 'N'];
const text: Rule = { isText: true };
const citation: Rule = { children: 'titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt*' };

/**
 * What DDI-Codebook 2.5 says about the elements that a questionnaire is written in: order, number,
 * attributes, words allowed in them. Source: DDI Alliance, DDI-Codebook 2.5, field level
 * documentation of codebook.xsd, and the tree of elements of its documentation. Elements that are
 * not written here are not in the table, and an element beside them is a fault.
 */
const rules: Readonly<Record<string, Rule>> = {
	codeBook: {
		children: 'docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*',
		attributes: { version: ['2.5'] }
	},
	docDscr: { children: 'citation? guide* docStatus* docSrc* notes*' },
	stdyDscr: { children: 'citation+ stdyInfo* method* dataAccs* othrStdyMat* notes*' },
	citation,
	titlStmt: { children: 'titl subTitl* altTitl* parTitl* IDNo*' },
	titl: text,
	parTitl: text,
	IDNo: { ...text, attributes: { agency: 'text', level: 'text' } },
	prodStmt: { children: 'producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*' },
	software: { ...text, attributes: { version: 'text', date: 'text' } },
	verStmt: { children: 'version? verResp* notes*' },
	version: { ...text, attributes: { type: 'text', date: 'text' } },
	dataDscr: { children: 'varGrp* nCubeGrp* var* nCube* notes*' },
	varGrp: {
		children: 'labl* txt* concept* defntn* universe* notes*',
		attributes: {
			...{ name: 'text', var: 'ids', varGrp: 'ids', otherType: 'text' },
			type: [
				...['section', 'multipleResp', 'grid', 'display', 'repetition', 'subject', 'version'],
				...['iteration', 'analysis', 'pragmatic', 'record', 'file', 'randomized', 'other']
			]
		}
	},
	var: {
		children:
			'location* labl* imputation* security* embargo* respUnit* anlysUnit* qstn* valrng* invalrng* ' +
			'undocCod* universe* TotlResp* sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* ' +
			'verStmt* concept* derivation? varFormat? geoMap* catLevel* notes*',
		attributes: {
			...{ name: 'text', dcml: 'number', wgt: ['wgt', 'not-wgt'] },
			...{ intrvl: ['contin', 'discrete'], files: 'ids' },
			nature: ['nominal', 'ordinal', 'interval', 'ratio', 'percent', 'other']
		}
	},
	labl: { ...text, attributes: { level: 'text', vendor: 'text', country: 'text' } },
	qstn: {
		children: 'preQTxt* qstnLit* postQTxt* forward* backward* ivuInstr*',
		attributes: {
			...{ qstn: 'ids', var: 'ids', seqNo: 'text', otherResponseDomainType: 'text' },
			responseDomainType: [
				...['text', 'numeric', 'code', 'category', 'datetime', 'geographic', 'multiple', 'other']
			]
		}
	},
	preQTxt: text,
	qstnLit: text,
	postQTxt: text,
	forward: { ...text, attributes: { qstn: 'ids' } },
	backward: { ...text, attributes: { qstn: 'ids' } },
	ivuInstr: text,
	valrng: { children: 'item* range* key* notes*' },
	range: {
		attributes: {
			...{ UNITS: ['INT', 'REAL'], min: 'number', max: 'number' },
			...{ minExclusive: 'number', maxExclusive: 'number' }
		}
	},
	universe: { ...text, attributes: { level: 'text', clusion: ['I', 'E'] } },
	catgry: {
		children: 'catValu? labl* txt* catStat* mrow?',
		attributes: { missing: yesNo, missType: 'text', country: 'text', catgry: 'ids' }
	},
	catValu: text,
	concept: { ...text, attributes: { vocab: 'text', vocabURI: 'text' } },
	varFormat: {
		...text,
		attributes: {
			...{ type: ['numeric', 'character'], formatname: 'text', URI: 'text', otherSchema: 'text' },
			schema: ['SAS', 'SPSS', 'IBM', 'ANSI', 'ISO', 'XML-Data', 'other'],
			...{ category: ['date', 'time', 'currency', 'other'], otherCategory: 'text' }
		}
	},
	notes: {
		...text,
		attributes: { type: 'text', subject: 'text', level: 'text', resp: 'text' }
	}
};

/** Of every element. */
const common: Readonly<Record<string, Values>> = {
	...{ ID: 'id', 'xml:lang': 'language', 'xml-lang': 'language' },
	source: ['archive', 'producer'],
	...{ elementVersion: 'text', elementVersionDate: 'text', 'xsi:schemaLocation': 'text' }
};

/** Where a codebook breaks the structure; empty for one that keeps it. */
export function ddiFaults(root: DdiElement): StructureFault[] {
	const outside: StructureFault[] =
		root.name !== 'codeBook' || root.namespace !== ddiNamespace
			? [{ rule: 'namespace', path: root.name, what: root.namespace ?? '' }]
			: [];
	const version = root.attributes.get('version') === undefined;
	const missing: StructureFault[] = version
		? [{ rule: 'attribute', path: 'codeBook', what: 'version' }]
		: [];
	const seen: Seen = { ids: new Set(), references: [] };
	const inside = elementFaults(root, 'codeBook', seen);
	const dangling = seen.references
		.filter(({ what }) => !seen.ids.has(what))
		.map((one): StructureFault => ({ rule: 'reference', ...one }));
	return [...outside, ...missing, ...inside, ...dangling];
}

interface Seen {
	readonly ids: Set<string>;
	readonly references: { readonly path: string; readonly what: string }[];
}

function elementFaults(element: DdiElement, path: string, seen: Seen): StructureFault[] {
	const rule = rules[element.name];
	if (!rule) return [{ rule: 'element', path, what: element.name }];
	const children = element.content.filter((part) => typeof part !== 'string');
	const words = element.content.filter((part) => typeof part === 'string').join('');
	const numbers = new Map<string, number>();
	return [
		...attributeFaults(element, path, seen),
		...(words.trim() !== '' && !rule.isText ? [{ rule: 'text' as const, path, what: words }] : []),
		...childFaults(children, rule.children ?? '', path),
		...children.flatMap((child) => {
			const number = (numbers.get(child.name) ?? 0) + 1;
			numbers.set(child.name, number);
			return elementFaults(child, `${path}/${child.name}[${number}]`, seen);
		})
	];
}

function childFaults(
	children: readonly DdiElement[],
	allowed: string,
	path: string
): StructureFault[] {
	const places = allowed.split(' ').filter((one) => one !== '');
	const names = places.map((one) => one.replace(/[?*+]$/, ''));
	const order = children.map(({ name }) => names.indexOf(name));
	return [
		...children.flatMap(({ name }, i): StructureFault[] =>
			order[i] === -1 ? [{ rule: 'element', path, what: name }] : []
		),
		...children.flatMap(({ name }, i): StructureFault[] =>
			i > 0 && order[i] !== -1 && order[i]! < order[i - 1]!
				? [{ rule: 'order', path, what: name }]
				: []
		),
		...places.flatMap((place, i): StructureFault[] => {
			const count = order.filter((at) => at === i).length;
			const mark = /[?*+]$/.exec(place)?.[0];
			const what = names[i]!;
			if (count === 0 && mark !== '?' && mark !== '*') return [{ rule: 'too-few', path, what }];
			if (count > 1 && mark !== '*' && mark !== '+') return [{ rule: 'too-many', path, what }];
			return [];
		})
	];
}

function attributeFaults(
	{ name, attributes }: DdiElement,
	path: string,
	seen: Seen
): StructureFault[] {
	const known = { ...common, ...rules[name]?.attributes };
	return [...attributes].flatMap(([attribute, value]): StructureFault[] => {
		const values = known[attribute];
		if (values === undefined) return [{ rule: 'attribute', path, what: attribute }];
		if (values === 'id') {
			const isTwice = seen.ids.has(value);
			seen.ids.add(value);
			if (isTwice) return [{ rule: 'id-twice', path, what: value }];
		}
		if (values === 'ids')
			seen.references.push(...value.split(/\s+/).map((what) => ({ path, what })));
		return isAllowed(value, values) ? [] : [{ rule: 'value', path, what: `${attribute}=${value}` }];
	});
}

function isAllowed(value: string, values: Values): boolean {
	if (typeof values !== 'string') return values.includes(value);
	if (values === 'id') return /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*$/u.test(value);
	if (values === 'ids') return value.trim() !== '';
	if (values === 'language') return /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(value);
	return values === 'text' || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
}
