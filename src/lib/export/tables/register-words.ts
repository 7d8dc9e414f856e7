import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';

type Message = (values: object, options: { readonly locale: Locale }) => string;

/** All of them, so only for what is worded while the site is built. */
const messages = m as unknown as Readonly<Record<string, Message>>;

/** A text by its key; undefined where nobody wrote it. */
export const said = (key: string, locale: Locale): string | undefined =>
	messages[key]?.({}, { locale });

/** What a field is called; the field itself where nobody worded it, which a test looks for. */
export const fieldLabel = (field: string, locale: Locale): string =>
	said(
		`registers_field_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
		locale
	) ?? field;

export const registerTitle = (name: string, locale: Locale): string =>
	said(`registers_name_${name}`, locale) ?? name;

export const registerLead = (name: string, locale: Locale): string =>
	said(`registers_lead_${name}`, locale) ?? m.registers_lead_other({}, { locale });
