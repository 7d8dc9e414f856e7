import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const worthIt = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.txt']);
const smallest = 1024;

const methods = {
	br: (bytes: Buffer) =>
		promisify(brotliCompress)(bytes, {
			params: {
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
				[constants.BROTLI_PARAM_LGWIN]: 24
			}
		}),
	gz: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 })
};

/**
 * Puts `.br` and `.gz` beside every text and WebAssembly file of a site. The best Brotli of DuckDB's
 * 34 MB takes over a minute, so results are kept in `cache` by content.
 */
export async function compressSite(site: string, cache: string): Promise<void> {
	mkdirSync(cache, { recursive: true });
	for (const path of compressible(site)) {
		const bytes = readFileSync(path);
		const name = createHash('sha256').update(bytes).digest('hex');
		await Promise.all(
			Object.entries(methods).map(async ([ending, compress]) => {
				const kept = join(cache, `${name}.${ending}`);
				if (!existsSync(kept)) writeFileSync(kept, await compress(bytes));
				copyFileSync(kept, `${path}.${ending}`);
			})
		);
	}
}

function compressible(site: string): string[] {
	return readdirSync(site, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && worthIt.has(extname(entry.name)))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => statSync(path).size >= smallest)
		.sort();
}
