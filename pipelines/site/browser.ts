import { type Browser, chromium } from 'playwright-core';
import { DataError } from '#lib/errors.ts';
import { findChromium } from './chromium.js';

const parameters = [
	'--headless=new',
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
	...['--disable-background-networking', '--disable-component-update']
];

/** A headless Chromium with an empty profile, which asks nobody for anything by itself. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = findChromium();
	if (executablePath === undefined)
		throw new DataError('no Chromium found: install one or set CHROME_PATH to its path');
	return chromium.launch({ executablePath, args: parameters });
}
