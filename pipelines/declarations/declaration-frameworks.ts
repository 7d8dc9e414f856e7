import type { Framework, FrameworkIndicator } from '#lib/model/framework-parts.ts';
import type { Path } from '#lib/model/problems.ts';
import { type References, type Report, unknownName } from './declaration-references.ts';

/** That the countries of a framework are among the territories. */
export function checkFramework(framework: Framework, references: References, report: Report) {
	for (const { path, message } of unknownCountries(framework, references.territories('country')))
		report(path, message);
}

/** Countries that are not among those that are known, with where they stand. */
export const unknownCountries = (
	{ lines }: Framework,
	known: ReadonlySet<string>
): { readonly path: Path; readonly message: string }[] =>
	lines.flatMap(({ indicators }, i) =>
		indicators.flatMap((indicator, j) =>
			countriesOf(indicator)
				.filter(({ code }) => !known.has(code))
				.map(({ code, path }) => ({
					path: ['lines', i, 'indicators', j, ...path],
					message: unknownName('country', code, known)
				}))
		)
	);

function countriesOf({ countries, reported }: FrameworkIndicator) {
	const listed = Array.isArray(countries)
		? countries.map((code, i) => ({ code, path: ['countries', i] as Path }))
		: [];
	const told = reported.flatMap(({ country }, i) =>
		country === undefined ? [] : [{ code: country, path: ['reported', i, 'country'] as Path }]
	);
	return [...listed, ...told];
}
