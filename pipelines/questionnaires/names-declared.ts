import { landsOf } from '../territories/land-outlines.ts';
import type { Localized, LocalizedName } from '#lib/model/localized.ts';
import type { DeclaredNames } from '#lib/model/questionnaires/known-names.ts';
import { registerNames } from '#lib/model/questionnaires/register-template.ts';
import { type RegisterFile, entriesOf } from '#lib/model/registers/registers.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import {
	type DeclaredShapes,
	publishedShapes,
	territoryRings
} from '#lib/model/territory-shapes.ts';

/** What of the declarations a questionnaire may name. */
export interface Nameable {
	readonly registers: readonly RegisterFile[];
	readonly territories: readonly TerritoryList[];
	readonly programmes: readonly { readonly id: string; readonly title: Localized }[];
	readonly concepts: readonly { readonly id: string; readonly label: Localized }[];
	readonly shapes: readonly DeclaredShapes[];
	readonly actors: readonly { readonly id: string; readonly label: Localized }[];
	readonly series: readonly { readonly id: string; readonly title: Localized }[];
	readonly disclosure: readonly { readonly id: string }[];
}

/** Every name that is declared, with what it means, for whoever checks a questionnaire. */
export function namesDeclared(all: Nameable): DeclaredNames {
	const { registers, territories, shapes } = all;
	const isCountry = ({ level }: TerritoryList) => level === 'country';
	const named = (lists: readonly TerritoryList[]) =>
		table(lists.flatMap((list) => list.territories).map(({ id, name }) => [id, name]));
	return {
		names: {
			countries: named(territories.filter(isCountry)),
			territories: named(territories.filter((list) => !isCountry(list))),
			programmes: table(all.programmes.map(({ id, title }) => [id, title])),
			concepts: table(all.concepts.map(({ id, label }) => [id, label])),
			actors: table(all.actors.map(({ id, label }) => [id, label])),
			series: table(all.series.map(({ id, title }) => [id, title])),
			disclosure: table(all.disclosure.map(({ id }) => [id, id])),
			lists: table(territories.map(({ id }) => [id, id])),
			...codesByList(registers),
			...entriesByRegister(registers)
		},
		places: Object.fromEntries(
			entriesOf(registers, 'places').map(({ id, country, territory }) => [
				id,
				{ country, ...(territory !== undefined && { territory }) }
			])
		),
		planes: Object.fromEntries(shapes.flatMap((one) => planeOf(one, territories))),
		lands: landsOf(territories),
		lists: Object.fromEntries(
			territories.map(({ id, level, territories: own }) => [
				id,
				{ level, territories: own.map((one) => one.id) }
			])
		)
	};
}

const table = (all: readonly (readonly [string, LocalizedName])[]) => Object.fromEntries(all);

function codesByList(registers: readonly RegisterFile[]): DeclaredNames['names'] {
	const codes = entriesOf(registers, 'codes');
	const lists = [...new Set(codes.map(({ list }) => list))];
	return Object.fromEntries(
		lists.map((list) => [
			`codes/${list}`,
			table(codes.filter((code) => code.list === list).map(({ id, label }) => [id, label]))
		])
	);
}

/** What an entry is called in the fields that registers have for it. */
interface Titled {
	readonly id: string;
	readonly title?: Localized;
	readonly name?: Localized;
	readonly label?: Localized;
}

function entriesByRegister(registers: readonly RegisterFile[]): DeclaredNames['names'] {
	return Object.fromEntries(
		registerNames
			.filter((name) => name !== 'codes')
			.map((name) => {
				const file = registers.find(({ id }) => id === name);
				const entries = (file?.entries ?? []) as readonly Titled[];
				const called = ({ id, title, name: own, label }: Titled) => title ?? own ?? label ?? id;
				return [`registers/${name}`, table(entries.map((one) => [one.id, called(one)]))];
			})
	);
}

/** The rings of a country that does not exist; planes of real ones have no declared projection. */
function planeOf(
	shapes: DeclaredShapes,
	territories: readonly TerritoryList[]
): [string, DeclaredNames['planes'][string]][] {
	const list = territories.find(({ id }) => id === shapes.id);
	if (shapes.kilometres !== undefined || list?.parent === undefined) return [];
	const rings = [...territoryRings(publishedShapes(shapes))].map(([id, own]) => [
		id,
		own.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))
	]);
	return [[list.parent, Object.fromEntries(rings) as DeclaredNames['planes'][string]]];
}
