import { m } from '#lib/i18n/paraglide/messages.js';
import type { LeavingTable } from './leaving-table.ts';

type Cited = Pick<
	LeavingTable,
	'locale' | 'name' | 'title' | 'sources' | 'release' | 'address' | 'created'
>;

/** A view as it is cited: in a sentence, for BibTeX and for reference managers (RIS). */
export interface Citation {
	readonly text: string;
	readonly bibtex: string;
	readonly ris: string;
}

/** The producer's own citation first, then what was computed from it, with release and address. */
export function citationOf(cited: Cited): Citation {
	return { text: sentence(cited), bibtex: bibtex(cited), ris: ris(cited) };
}

const citations = ({ sources }: Cited): string =>
	sources.map(({ citation }) => oneLine(citation).replace(/\.$/, '')).join('; ');

function sentence(cited: Cited): string {
	const { locale, title, release, address, created } = cited;
	return m.export_cited(
		{
			...{ citation: citations(cited), site: m.site_name({}, { locale }), title },
			...{ release: release.id, date: release.date, address, created }
		},
		{ locale }
	);
}

const siteAnd = (cited: Cited): string =>
	`${m.site_name({}, { locale: cited.locale })}, ${cited.release.id} (${cited.release.date})`;

function bibtex(cited: Cited): string {
	const { name, title, sources, release, address, created } = cited;
	const producers = [...new Set(sources.map(({ producer }) => producer))];
	const fields = {
		author: producers.map((producer) => `{${latex(producer)}}`).join(' and '),
		title: `{${latex(title)}}`,
		year: release.date.slice(0, 4),
		publisher: latex(siteAnd(cited)),
		note: latex(citations(cited)),
		url: address.replace(/[{}\\\s]/g, encodeURIComponent),
		urldate: created
	};
	const lines = Object.entries(fields).map(([key, value]) => `  ${key} = {${value}}`);
	return `@misc{${name},\n${lines.join(',\n')}\n}\n`;
}

const signs: Readonly<Record<string, string>> = {
	'\\': '\\textbackslash{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}'
};

/** A text as LaTeX prints it. */
const latex = (text: string): string =>
	oneLine(text).replace(/[\\~^&%$#_{}]/g, (sign) => signs[sign] ?? `\\${sign}`);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** https://en.wikipedia.org/wiki/RIS_(file_format): a tag, two blanks, a hyphen, CRLF. */
function ris(cited: Cited): string {
	const { title, sources, release, address, created } = cited;
	const producers = [...new Set(sources.map(({ producer }) => producer))];
	const tags: (readonly [string, string])[] = [
		['TY', 'DATA'],
		...producers.map((producer) => ['AU', producer] as const),
		['TI', title],
		['PY', release.date.slice(0, 4)],
		['PB', siteAnd(cited)],
		['N1', citations(cited)],
		['UR', address],
		['Y2', created.replaceAll('-', '/')],
		['ER', '']
	];
	return tags.map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`).join('');
}
