import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { AtomEntry } from '#lib/export/atom/atom-feed.ts';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { correctionAnchor } from '#lib/model/corrections-of.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { ReleaseNotice } from '#lib/model/release-notice.ts';

interface FeedOptions {
	readonly notice: ReleaseNotice;
	/** What is new in the release, in sentences. */
	readonly news: readonly string[];
	/** Address of the page of the data. */
	readonly page: string;
	readonly locale: Locale;
}

/** Releases and corrections, the latest first. */
export function feedEntries(options: FeedOptions): [AtomEntry, ...AtomEntry[]] {
	const { notice, news, page, locale } = options;
	const { release, earlier } = notice;
	const current: AtomEntry = {
		...about(`release/${release.id}`, locale),
		title: m.feed_release(
			{ release: release.id, date: longDate(release.date, locale) },
			{ locale }
		),
		updated: momentOf(release),
		summary: news.join(' '),
		href: `${page}#release`
	};
	const before = earlier.map(({ release: id, date, what }): AtomEntry => ({
		...about(`release/${id}`, locale),
		title: m.feed_release({ release: id, date: longDate(date, locale) }, { locale }),
		updated: `${date}T00:00:00Z`,
		summary: what ? wordsOf(what, locale) : '',
		href: `${page}#history`
	}));
	const rest = [...correctionEntries(options), ...before];
	return [current, ...rest.sort((a, b) => b.updated.localeCompare(a.updated))];
}

const correctionEntries = ({ notice: { corrections }, page, locale }: FeedOptions): AtomEntry[] =>
	corrections.map(({ date, what }, i) => {
		const number = corrections.length - i;
		return {
			...about(`correction/${number}`, locale),
			title: m.feed_correction({ date: longDate(date, locale) }, { locale }),
			updated: `${date}T00:00:00Z`,
			summary: wordsOf(what, locale),
			href: `${page}#${correctionAnchor(number)}`
		};
	});

/** The end of its embargo where it had one; of a day its beginning in UTC. */
function momentOf({ date, embargo }: ReleaseNotice['release']): string {
	return embargo === undefined ? `${date}T00:00:00Z` : new Date(embargo).toISOString();
}

const about = (name: string, locale: Locale) => ({ id: feedId(`${name}/${locale}`) });

/** A namespace of this project's own, for names of RFC 9562 (version 5). */
const namespace = 'f0a6d3a27c0b4f6e9a5d2c1b8e7f4a3d';

/**
 * `urn:uuid:...`, always the same for a name. It depends on no address: an id must stay when a site
 * moves, or says only later where it lies.
 */
export function feedId(name: string): string {
	const hash = createHash('sha1')
		.update(Buffer.from(namespace, 'hex'))
		.update(name)
		.digest()
		.subarray(0, 16);
	hash[6] = (hash[6]! & 0x0f) | 0x50;
	hash[8] = (hash[8]! & 0x3f) | 0x80;
	const hex = hash.toString('hex');
	const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
	return `urn:uuid:${[...groups, hex.slice(20)].join('-')}`;
}
