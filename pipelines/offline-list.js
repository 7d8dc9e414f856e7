import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Pages of every language that are kept from the first visit on, below its folder. */
const corePages = /^(|boards\/([a-z0-9-]+\/)?|methods\/|privacy\/|offline\/)$/;
/** Files without a name that tells their content, which every page has. */
const coreFiles = /^(fonts\/[^/]+\.woff2|icon\.svg|offline\.js|copies\.js)$/;
const languages = /^[a-z]{2}\//;
/** Written after the pages, or told by them: a release by its name, the data of a page in the page. */
const left = /^data\/|^service-worker\.js$|(^|\/)__data\.json$|\.(gz|br)$|^(_headers|nginx\.conf)$/;

/**
 * Writes into the worker of a built site what it keeps from the first visit on, with the hash of each
 * page and file, and a version that another byte of any page or script changes. Returns the list.
 *
 * @param {string} site folder of a built site
 */
export function writeOfflineList(site) {
	const worker = join(site, 'service-worker.js');
	if (!existsSync(worker)) throw new Error(`no worker in the site: ${worker}`);
	const code = readFileSync(worker, 'utf8').replace(/^self\.atalayaCopies=.*\n/, '');
	const hashes = filesOf(site).map((path) => ({ path, sha256: hashOf(join(site, path)) }));
	const version = createHash('sha256')
		.update(code)
		.update(hashes.map(({ path, sha256 }) => `${path} ${sha256}\n`).join(''))
		.digest('hex')
		.slice(0, 12);
	/** @type {Record<string, string>} */
	const pages = {};
	/** @type {Record<string, string>} */
	const files = {};
	for (const { path, sha256 } of hashes) {
		const page = path.replace(/(^|\/)index\.html$/, '$1');
		if (page !== path && (page === '' || isCore(page))) pages[page] = sha256;
		if (coreFiles.test(path)) files[path] = sha256;
	}
	const list = { version, pages, files };
	writeFileSync(worker, `self.atalayaCopies=${JSON.stringify(list)};\n${code}`);
	return list;
}

/** @param {string} page */
const isCore = (page) => languages.test(page) && corePages.test(page.replace(languages, ''));

/** @param {string} site */
function filesOf(site) {
	return readdirSync(site, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((path) => !left.test(path))
		.sort();
}

/** @param {string} file */
const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('base64');
