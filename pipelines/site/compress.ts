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
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const worthIt = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.txt', '.webmanifest']);
const smallest = 1024;

/**
 * Pages and their data are many and small: a step below the best Brotli they are 3 % larger and take a
 * quarter of the time.
 */
const many = new Set(['.html', '.json']);

const methods = {
	br: (bytes: Buffer, ending: string) =>
		promisify(brotliCompress)(bytes, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: many.has(ending) ? 10 : constants.BROTLI_MAX_QUALITY,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
				[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS
			}
		}),
	gz: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 })
};

/**
 * Puts `.br` and `.gz` beside every text and WebAssembly file of a site, on all cores. The best Brotli
 * of DuckDB's 34 MB takes over a minute, so it comes first and results are kept in `cache` by content.
 */
export async function compressSite(site: string, cache: string): Promise<void> {
	mkdirSync(cache, { recursive: true });
	const waiting = compressible(site).values();
	const worker = async () => {
		for (const path of waiting) await compressFile(path, cache);
	};
	await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

async function compressFile(path: string, cache: string): Promise<void> {
	const bytes = readFileSync(path);
	const ending = extname(path);
	const name = createHash('sha256').update(bytes).digest('hex');
	await Promise.all(
		Object.entries(methods).map(async ([method, compress]) => {
			const kept = join(cache, `${name}.${method}`);
			if (!existsSync(kept)) writeFileSync(kept, await compress(bytes, ending));
			copyFileSync(kept, `${path}.${method}`);
		})
	);
}

/** The largest first: nothing waits for it at the end. */
function compressible(site: string): string[] {
	return readdirSync(site, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && worthIt.has(extname(entry.name)))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, size: statSync(path).size }))
		.filter(({ size }) => size >= smallest)
		.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))
		.map(({ path }) => path);
}
