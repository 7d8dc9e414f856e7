import { describe, expect, test } from 'vitest';
import { atomFeed } from '#lib/export/atom/atom-feed.ts';
import { releaseNotice } from '#lib/model/release-notice.ts';
import { feedEntries, feedId } from '../../src/routes/[lang]/feed.xml/feed-entries.server.ts';
import { type Tree, treeOf, xmlItems } from '../support/xml-documents.ts';

const approval = { approver: { role: { en: 'Board' } }, approvedOn: '2026-11-20' };
const notice = releaseNotice.parse({
	release: { id: 'r2', date: '2026-11-22', status: 'approved', ...approval },
	earlier: [{ release: 'r1', date: '2026-05-20', what: { en: 'Two surveys & a series' } }],
	corrections: [
		{
			...{ date: '2026-06-01', release: 'r1', what: { en: 'A weight was wrong' } },
			artefacts: ['estimates.parquet']
		}
	]
});
const page = '/en/data/';
const entries = feedEntries({ notice, news: ['New.', 'More.'], page, locale: 'en' });
const feed = atomFeed({
	...{ id: feedId('feed/en'), title: 'Releases', subtitle: 'All', language: 'en' },
	...{ author: 'Board', self: '/en/feed.xml', page, entries }
});

async function read(): Promise<Tree> {
	const [item] = await xmlItems(feed, ['feed']);
	if (item?.kind !== 'element') throw new Error('no feed');
	return treeOf(item.element);
}
const parts = (tree: Tree, name: string) =>
	tree.slice(2).filter((one): one is Tree => Array.isArray(one) && one[0] === name);
const texts = (tree: Tree, name: string) => parts(tree, name).map(([, , text]) => text);

describe('the feed of releases', () => {
	test('has what RFC 4287 asks of a feed and of every entry, once', async () => {
		const tree = await read();
		for (const name of ['id', 'title', 'updated', 'author'])
			expect([name, parts(tree, name).length]).toEqual([name, 1]);
		expect(parts(tree, 'entry')).toHaveLength(3);
		for (const entry of parts(tree, 'entry'))
			for (const name of ['id', 'title', 'updated', 'summary', 'link'])
				expect([name, parts(entry, name).length]).toEqual([name, 1]);
		expect(feed).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">');
	});

	test('tells releases and corrections, the latest first, and is as new as the latest', async () => {
		const tree = await read();
		const told = parts(tree, 'entry').map((one) => [
			texts(one, 'updated')[0],
			texts(one, 'summary')[0]
		]);
		expect(told).toEqual([
			['2026-11-22T00:00:00Z', 'New. More.'],
			['2026-06-01T00:00:00Z', 'A weight was wrong'],
			['2026-05-20T00:00:00Z', 'Two surveys & a series']
		]);
		expect(texts(tree, 'updated')).toEqual(['2026-11-22T00:00:00Z']);
		expect(entries[1]?.href).toBe('/en/data/#correction-1');
	});

	test('gives every entry an id of its own that never changes', () => {
		const ids = entries.map(({ id }) => id);
		expect(new Set([...ids, feedId('feed/en'), feedId('feed/es')]).size).toBe(5);
		expect(feedId('release/r2/en')).toBe(ids[0]);
		expect(feedId('release/2026-11/es')).toMatch(
			/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
		);
		const later = { ...notice, release: { ...notice.release, date: '2027-01-01' } };
		const [again] = feedEntries({ notice: later, news: [], page: 'x', locale: 'en' });
		expect(again.id).toBe(ids[0]);
	});

	test('is dated by the end of an embargo', () => {
		const held = { ...notice.release, embargo: '2026-12-01T09:00:00-05:00' };
		const [entry] = feedEntries({
			...{ notice: { ...notice, release: held }, news: [], page, locale: 'en' }
		});
		expect(entry.updated).toBe('2026-12-01T14:00:00.000Z');
	});
});
