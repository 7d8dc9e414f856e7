import type { Handle } from '@sveltejs/kit';
import { locales } from '#lib/model/locales.ts';

/** Writes the language of the page into `<html lang>`; the page at `/` marks its parts itself. */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', event.params['lang'] ?? locales[0])
	});
