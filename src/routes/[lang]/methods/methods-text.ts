import type { Locale } from '#lib/model/localized.ts';
import { methodsEn } from './methods.en.ts';
import { methodsEs } from './methods.es.ts';
import { methodsFr } from './methods.fr.ts';
import { methodsPt } from './methods.pt.ts';
import type { MethodsText } from './outline.ts';

export const methodsText: Readonly<Record<Locale, MethodsText>> = {
	es: methodsEs,
	en: methodsEn,
	pt: methodsPt,
	fr: methodsFr
};
