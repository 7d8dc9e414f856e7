import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedEntries } from '../index.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const factors = releasedEntries('exclusion');
	const codes = releasedEntries('codes');
	const listed = (list: string) =>
		codes
			.filter((code) => code.list === list)
			.map(({ id, label }) => ({ id, label: wordsOf(label, locale) }));
	const asked = factors.filter(({ concepts }) => concepts.length > 0).length;
	return {
		axes: listed('axes'),
		environments: listed('environments').map(({ id, label }) => ({
			...{ id, label },
			factors: factors
				.filter(({ environment }) => environment === id)
				.map((factor) => ({
					...{ id: factor.id, label: wordsOf(factor.label, locale) },
					isAsked: factor.concepts.length > 0
				}))
		})),
		coverage: m.registers_exclusion_coverage(
			{ asked: String(asked), all: String(factors.length) },
			{ locale }
		),
		view: registerView('exclusion', { locale })
	};
};
