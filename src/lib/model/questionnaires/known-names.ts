import { z } from 'zod';
import { nameOf } from '../catalogue-words.ts';
import { isoDate, slug } from '../identifiers.ts';
import { landCells } from '../land-cells.ts';
import { type Locale, localizedName } from '../localized.ts';
import { nearestName } from '../nearest-name.ts';
import type { Ring } from '../polygon.ts';
import type { RegisterNames } from '../registers/register-faults.ts';
import type { Reference } from '../registers/registers.ts';
import { territoryId, territoryLevel } from '../territory.ts';
import { namespaceOf } from './register-template.ts';

const ring = z.array(z.tuple([z.number(), z.number()]));

const places = z.record(
	slug,
	z.strictObject({ country: territoryId, territory: territoryId.optional() })
);

const about = {
	/** Where entries of the register of places lie. */
	places,
	/** Rings of the territories of countries that do not exist. */
	planes: z.record(territoryId, z.record(territoryId, z.array(ring))),
	/** Where countries have land. */
	lands: z.record(territoryId, landCells),
	/** Lists of territories, for series. */
	lists: z.record(
		slug,
		z.strictObject({ level: territoryLevel, territories: z.array(territoryId) })
	)
};

/** `pages/contribute.json` of a release: what a questionnaire may name, by namespace and name. */
export const declaredNames = z.strictObject({
	names: z.record(z.string(), z.record(z.string(), localizedName)),
	...about
});
export type DeclaredNames = z.infer<typeof declaredNames>;

/** What a questionnaire may name, as it is called in one language. */
export const knownNames = z.strictObject({
	/** The day of the check. */
	today: isoDate,
	/** By namespace (`countries`, `codes/stages`, `registers/places`), what each name means. */
	names: z.record(z.string(), z.record(z.string(), z.string())),
	...about
});
export type KnownNames = z.infer<typeof knownNames>;

/** The names of a release as they are called in one language. */
export function namesIn(
	{ names, ...about }: DeclaredNames,
	{ locale, today }: { readonly locale: Locale; readonly today: string }
): KnownNames {
	const worded = Object.entries(names).map(([space, all]) => [
		space,
		Object.fromEntries(Object.entries(all).map(([id, name]) => [id, nameOf(name, locale)]))
	]);
	return { ...about, today, names: Object.fromEntries(worded) as KnownNames['names'] };
}

/** As the checks of a register ask for them. What is not known as a whole is not judged. */
export function registerNamesOf({
	today,
	names,
	places,
	planes,
	lands
}: KnownNames): RegisterNames {
	const meant = new Map<string, string | undefined>();
	return {
		today,
		unknown(reference, name) {
			const space = namespaceOf(reference) ?? '';
			const known = names[space];
			if (!known || Object.hasOwn(known, name)) return undefined;
			const key = `${space} ${name}`;
			if (!meant.has(key)) meant.set(key, nearestName(name, Object.keys(known)));
			const likely = meant.get(key);
			const message = `unknown ${wordOf(reference)}: ${name}`;
			return likely === undefined
				? { message }
				: { message: `${message}, did you mean ${likely}`, meant: likely };
		},
		place: (id) => places[id],
		land: (country) => lands[country],
		plane(country) {
			const plane = planes[country];
			return plane && new Map<string, readonly Ring[]>(Object.entries(plane));
		}
	};
}

const words = {
	countries: 'country',
	territories: 'territory',
	actors: 'actor',
	concepts: 'concept',
	disclosure: 'set of disclosure rules',
	series: 'series',
	programmes: 'programme'
} as const;

function wordOf(reference: Reference | 'countries'): string {
	if (typeof reference === 'string') return words[reference];
	return 'list' in reference ? `code of ${reference.list}` : `entry of ${reference.register}`;
}
