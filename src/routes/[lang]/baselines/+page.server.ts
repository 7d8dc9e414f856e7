import type { BaselineIndex, Coverage } from '#lib/model/baseline-page.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/localized.ts';
import { releasedBaselines } from './index.server.ts';
import type { PageServerLoad } from './$types';
import { coverageCell } from './words/coverage-words.ts';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const index = releasedBaselines();
	if (!index) return { countries: [], dimensions: [], without: [] };
	const { frame, places, without } = index;
	const countries = places.filter(({ place }) => place.id === place.country);
	return {
		dimensions: frame.dimensions.map(({ id, label, tells }) => ({
			...{ id, label: wordsOf(label, locale), tells: wordsOf(tells, locale) }
		})),
		countries: named(countries.map(({ place }) => place)).map(({ id, name, synthetic }) => ({
			...{ id, name, synthetic },
			rows: rowsOf(id)
		})),
		without: named(without).map(({ name }) => name)
	};

	function named<Place extends Named>(all: readonly Place[]) {
		return inOrder(all, locale);
	}

	/** The country, and then its parts by name. */
	function rowsOf(country: string) {
		const own = places.filter(({ place }) => place.country === country);
		const order = named(own.map(({ place }) => place));
		const whole = order.filter(({ id }) => id === country);
		return [...whole, ...order.filter(({ id }) => id !== country)].map(({ id, name }) => {
			const covered = own.find(({ place }) => place.id === id)?.coverage ?? [];
			return { id, cells: { place: name, ...cellsOf(covered) } };
		});
	}

	function cellsOf(coverage: readonly Coverage[]): Record<string, string> {
		return Object.fromEntries(
			frame.dimensions.flatMap(({ id, rhythm }) => {
				const own = coverage.find(({ dimension }) => dimension === id);
				return own ? [[id, coverageCell(own, { on: release.date, rhythm }, locale)]] : [];
			})
		);
	}
};

type Named = Pick<BaselineIndex['without'][number], 'id' | 'name'>;

/** By their names in a language, which is no ranking. */
const inOrder = <Place extends Named>(all: readonly Place[], locale: Locale) =>
	all
		.map((one) => ({ ...one, name: wordsOf(one.name, locale) }))
		.sort((a, b) => a.name.localeCompare(b.name, locale));
