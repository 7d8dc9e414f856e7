import { type KnownNames, namesIn } from '#lib/model/questionnaires/known-names.ts';
import { type ReadKinds, readKinds } from '../declarations/declaration-reader.ts';
import { namesDeclared } from './names-declared.ts';

const wanted = [
	...(['registers', 'territories', 'programmes', 'concepts', 'shapes'] as const),
	...(['actors', 'series', 'disclosure'] as const)
] as const;

/** What the declarations of a folder name, in English; files with errors are left out. */
export function knownHere(declarations: string, today: string): KnownNames {
	const { read } = readKinds(declarations, wanted);
	const all = <Name extends (typeof wanted)[number]>(name: Name) =>
		[...read[name].declared.values()].map(
			({ value }) =>
				value as ReadKinds[Name] extends { declared: ReadonlyMap<string, infer One> }
					? One extends { value: infer Value }
						? Value
						: never
					: never
		);
	const named = namesDeclared({
		...{ registers: all('registers'), territories: all('territories') },
		...{ programmes: all('programmes'), concepts: all('concepts'), shapes: all('shapes') },
		...{ actors: all('actors').flat(), series: all('series'), disclosure: all('disclosure') }
	});
	return namesIn(named, { locale: 'en', today });
}
