import { asset, resolve } from '$app/paths';
import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { locales } from '#lib/model/locales.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
/** A file with an ending has no slash behind it. */
export const trailingSlash = 'never';

export const entries: EntryGenerator = () => locales.map((lang) => ({ lang }));

/** `--paper` in the light, which a manifest cannot tell apart from the dark. */
const paper = '#fbfaf6';

/** What a device needs to install the site: the same application in every language. */
export const GET: RequestHandler = ({ params }) => {
	const locale = locales.find((known) => known === params.lang);
	if (!locale) error(404);
	const name = m.site_name({}, { locale });
	const icon = (size: number, purpose: 'any' | 'maskable') => ({
		src: asset(`/icons/${purpose}-${size}.png`),
		sizes: `${size}x${size}`,
		type: 'image/png',
		purpose
	});
	const manifest = {
		id: resolve('/'),
		name: `${name} – ${m.site_tagline({}, { locale })}`,
		short_name: name,
		description: m.footer_statement({}, { locale }),
		lang: locale,
		dir: 'ltr',
		start_url: `${resolve('/[lang]', { lang: locale })}/`,
		scope: resolve('/'),
		display: 'standalone',
		theme_color: paper,
		background_color: paper,
		icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')]
	};
	return new Response(`${JSON.stringify(manifest, null, '\t')}\n`, {
		headers: { 'content-type': 'application/manifest+json' }
	});
};
