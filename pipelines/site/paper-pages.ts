import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A page that says where its PDF would lie. */
export interface PaperPage {
	readonly lang: string;
	readonly board: string;
	/** The page itself. */
	readonly file: string;
	/** The address of the PDF, from the root of the host. */
	readonly href: string;
}

/** A sentence about printing that knows the address of the PDF and the words of the link to it. */
const place = /(<p\b[^>]*\bdata-pdf="([^"]*)" data-pdf-label="([^"]*)"[^>]*>)[^]*?<\/p>/;

/** The boards of a built site that can be printed, by language. */
export function paperPages(site: string): PaperPage[] {
	return foldersIn(site).flatMap((lang) =>
		foldersIn(join(site, lang, 'boards')).flatMap((board): PaperPage[] => {
			const file = join(site, lang, 'boards', board, 'index.html');
			const href = existsSync(file) && place.exec(readFileSync(file, 'utf8'))?.[2];
			return href ? [{ lang, board, file, href }] : [];
		})
	);
}

/** Where the PDF of a page lies below the folder of the site. */
export const paperPath = ({ lang, board }: PaperPage): string => join('pdf', lang, `${board}.pdf`);

/** What the site was built under, such as `/sub`, by what a page of it says. */
export const basePathOf = (page: PaperPage): string =>
	page.href.slice(0, -`/${paperPath(page).replaceAll('\\', '/')}`.length);

/** The page with a link in the place of the sentence; the same page when it has one already. */
export const linkedPage = (html: string): string =>
	html.replace(
		place,
		(_, start: string, href: string, label: string) =>
			`${start}<a href="${href}" type="application/pdf" download>${label}</a></p>`
	);

const foldersIn = (folder: string): string[] =>
	existsSync(folder)
		? readdirSync(folder, { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map(({ name }) => name)
				.sort()
		: [];
