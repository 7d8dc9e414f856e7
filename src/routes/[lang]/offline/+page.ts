import { locales } from '#lib/model/locales.ts';
import type { EntryGenerator } from './$types';

/** Its list is filled by `static/copies.js`, which needs no hydration. */
export const csr = false;

/** Of a local site no page leads here. */
export const entries: EntryGenerator = () => locales.map((lang) => ({ lang }));
