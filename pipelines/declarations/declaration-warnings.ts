import { type Locale, locales } from '#lib/model/locales.ts';
import type { Board } from '#lib/model/boards/board.ts';
import type { Path } from '#lib/model/problems.ts';
import { type Problem, inReadingOrder, problemAt } from './declaration-problem.ts';
import type { ReadKinds } from './declaration-reader.ts';

/** What stands, and should not stay so: texts of boards that some readers get in another language. */
export function declarationWarnings({ boards }: ReadKinds): Problem[] {
	return inReadingOrder(
		[...boards.declared.values()].flatMap(({ value, file, positionOf }) =>
			boardTexts(value).flatMap(([path, texts]): Problem[] => {
				const missing = locales.filter((locale) => texts[locale] === undefined);
				if (missing.length === 0) return [];
				const shown = locales.find((locale) => texts[locale] !== undefined);
				const message = `not translated, read in ${shown} instead: ${missing.join(', ')}`;
				return [problemAt(file, positionOf(path), message, path)];
			})
		)
	);
}

type Texts = Readonly<Partial<Record<Locale, string>>>;

function boardTexts({ title, narrative, tiles }: Board): [Path, Texts][] {
	return [
		[['title'], title],
		...(narrative ? [[['narrative', 'text'], narrative.text] satisfies [Path, Texts]] : []),
		...tiles.flatMap(({ name, unit, caution }, i): [Path, Texts][] => [
			[['tiles', i, 'name'], name],
			[['tiles', i, 'unit'], unit],
			...(caution ? [[['tiles', i, 'caution'], caution] satisfies [Path, Texts]] : [])
		])
	];
}
