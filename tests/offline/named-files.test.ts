import { describe, expect, test } from 'vitest';
import { namedFiles } from '#lib/offline/named-files.ts';

const site = 'https://example.org/sub/';
const named = (text: string, path: string) =>
	namedFiles(text, site + path, site).map((url) => url.slice(site.length));

describe('namedFiles', () => {
	test('of a page: styles, scripts, fonts, icons, its manifest, and nothing that it links to', () => {
		const html = `<link href="/sub/fonts/sans.woff2"><link rel=icon href="/sub/icon.svg">
<link href="/sub/es/manifest.webmanifest"><script defer src="/sub/offline.js"></script>
<link href="/sub/_app/immutable/assets/0.LAT2g3_X.css" rel="stylesheet">
<script>import("/sub/_app/immutable/entry/start.C-dVzXNd.js")</script>
<a href="/sub/es/boards/">x</a><a href="/sub/data/r1.0123456789ab/x.csv">x</a>
<a href="https://example.com/sub/other.js">x</a><img src="/elsewhere/icon.png">`;
		expect(named(html, 'es/')).toEqual([
			...['fonts/sans.woff2', 'icon.svg', 'es/manifest.webmanifest', 'offline.js'],
			...['_app/immutable/assets/0.LAT2g3_X.css', '_app/immutable/entry/start.C-dVzXNd.js']
		]);
	});

	test('of a page with an engine: the tables and shapes of its release', () => {
		const html = `[["575.056265103435"],{release:{path:"2026-11.836bf0812655"},files:[{path:"estimates.parquet"},
{path:"respondents/demo-2024.person.parquet",bytes:1},{path:"respondents/demo-2024.person.csv"},
{path:"shapes/co-departments.json"}]}`;
		expect(named(html, 'es/explore/')).toEqual([
			'data/2026-11.836bf0812655/respondents/demo-2024.person.parquet',
			'data/2026-11.836bf0812655/shapes/co-departments.json'
		]);
	});

	test('of a script: what it imports now, later, as a worker and as a file', () => {
		const script =
			'import"../chunks/DV5_g0Yz.js";const a=()=>import("./CKYk1-HD.js");m.f=["../assets/2.BhQYd5xJ.css"];' +
			'new Worker(new URL(`/sub/_app/immutable/workers/reader-LX8gempd.js`,``+import.meta.url));' +
			'var L=`/sub/_app/immutable/assets/duckdb-eh.9ubY-jlA.wasm`;fetch("/sub/asked.js")';
		expect(named(script, '_app/immutable/chunks/BRky41qd.js').sort()).toEqual([
			...['_app/immutable/assets/2.BhQYd5xJ.css', '_app/immutable/assets/duckdb-eh.9ubY-jlA.wasm'],
			...['_app/immutable/chunks/CKYk1-HD.js', '_app/immutable/chunks/DV5_g0Yz.js'],
			'_app/immutable/workers/reader-LX8gempd.js'
		]);
	});

	test('of the router nothing: it names every page of the site', () => {
		expect(
			named('import("../nodes/0.Bw88H5LA.js")', '_app/immutable/entry/app.DyEbB84Y.js')
		).toEqual([]);
	});
});
