import type { Browser, CDPSession } from 'playwright-core';
import { type Painting, paintingOf } from './trace.ts';

/** How slow the machine and the network of a reader are made. */
export interface Profile {
	readonly name: string;
	/** How many times slower than this machine. */
	readonly processor: number;
	/** As DevTools emulates them: each request waits, all share the rate. */
	readonly network?: { readonly kilobits: number; readonly wait: number };
}

export const profiles: readonly Profile[] = [
	{ name: 'unthrottled', processor: 1 },
	{ name: '4x CPU', processor: 4 },
	{ name: '400 kbit/s, 400 ms', processor: 1, network: { kilobits: 400, wait: 400 } }
];

export type Kind = 'html' | 'css' | 'script' | 'font' | 'other';

export interface Visit extends Painting {
	/** Of the long tasks of the page what is beyond 50 ms each. */
	readonly blocked: number;
	readonly requests: number;
	/** Bytes over the wire, heads of answers included. */
	readonly bytes: Readonly<Record<Kind, number>>;
}

const kinds: Readonly<Record<string, Kind>> = {
	...{ Document: 'html', Stylesheet: 'css', Script: 'script', Font: 'font' }
};

/** One visit in a profile of its own, with nothing in its cache. */
export async function visited(browser: Browser, address: string, profile: Profile): Promise<Visit> {
	for (let attempt = 0; attempt < 5; attempt++) {
		const visit = await tried(browser, address, profile);
		if (visit) return visit;
	}
	throw new Error(`the trace has no visit of: ${address}`);
}

async function tried(
	browser: Browser,
	address: string,
	profile: Profile
): Promise<Visit | undefined> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	try {
		const session = await context.newCDPSession(page);
		const traffic = await watchedTraffic(session);
		await slowed(session, profile);
		await browser.startTracing(page, {
			categories: ['loading', 'devtools.timeline', 'blink.user_timing']
		});
		await page.goto(address, { waitUntil: 'load' });
		const blocked = await page.evaluate(settled);
		const painting = paintingOf(await browser.stopTracing(), address);
		return painting && { ...painting, blocked, ...traffic() };
	} finally {
		await context.close();
	}
}

/** Waits for typefaces and what they might still move; what the page's thread was blocked. */
async function settled(): Promise<number> {
	let blocked = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) blocked += duration - 50;
	}).observe({ type: 'longtask', buffered: true });
	await document.fonts.ready;
	await new Promise<void>((done) => {
		new PerformanceObserver(() => done()).observe({
			...{ type: 'largest-contentful-paint', buffered: true }
		});
	});
	await new Promise((done) => setTimeout(done, 300));
	return blocked;
}

async function watchedTraffic(session: CDPSession) {
	const types = new Map<string, Kind>();
	const bytes: Record<Kind, number> = { html: 0, css: 0, script: 0, font: 0, other: 0 };
	let requests = 0;
	session.on('Network.requestWillBeSent', ({ requestId, type = 'Other', request }) => {
		if (request.url.startsWith('data:')) return;
		types.set(requestId, kinds[type] ?? 'other');
		requests += 1;
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = types.get(requestId);
		if (kind) bytes[kind] += encodedDataLength;
	});
	await session.send('Network.enable');
	return () => ({ requests, bytes });
}

async function slowed(session: CDPSession, { processor, network }: Profile): Promise<void> {
	await session.send('Emulation.setCPUThrottlingRate', { rate: processor });
	if (!network) return;
	const rate = (network.kilobits * 1000) / 8;
	await session.send('Network.emulateNetworkConditions', {
		...{ offline: false, latency: network.wait },
		...{ downloadThroughput: rate, uploadThroughput: rate }
	});
}
