import type { Framework, FrameworkIndicator } from '#lib/model/framework-parts.ts';
import type { Path } from '#lib/model/problems.ts';
import { type References, type Report, unknownName } from './declaration-references.ts';

/** That the countries of a framework are among the territories. */
export function checkFramework({ lines }: Framework, references: References, report: Report) {
	const countries = references.territories('country');
	const check = (code: string, path: Path) => {
		if (!countries.has(code)) report(path, unknownName('country', code, countries));
	};
	lines.forEach(({ indicators }, i) =>
		indicators.forEach((indicator, j) => {
			for (const { code, path } of countriesOf(indicator))
				check(code, ['lines', i, 'indicators', j, ...path]);
		})
	);
}

function countriesOf({ countries, reported }: FrameworkIndicator) {
	const listed = Array.isArray(countries)
		? countries.map((code, i) => ({ code, path: ['countries', i] as Path }))
		: [];
	const told = reported.flatMap(({ country }, i) =>
		country === undefined ? [] : [{ code: country, path: ['reported', i, 'country'] as Path }]
	);
	return [...listed, ...told];
}
