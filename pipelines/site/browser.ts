import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { DataError } from '#lib/errors.ts';
import { findChromium } from './chromium.js';

const parameters = [
	'--headless=new',
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
	...['--disable-background-networking', '--disable-component-update']
];

/** A headless Chromium with an empty profile, which asks nobody for anything by itself. */
export async function launchBrowser(): Promise<Browser> {
	return chromium.launch({ executablePath: foundChromium(), args: parameters });
}

/** The same with a profile in a folder: only such a window can install a site. */
export async function launchProfile(folder: string): Promise<BrowserContext> {
	const executablePath = foundChromium();
	return chromium.launchPersistentContext(folder, { executablePath, args: parameters });
}

function foundChromium(): string {
	const path = findChromium();
	if (path === undefined)
		throw new DataError('no Chromium found: install one or set CHROME_PATH to its path');
	return path;
}
