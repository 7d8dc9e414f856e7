import type { Concept } from '#lib/model/concept.ts';
import type { ColumnProfile } from './column-profile.ts';
import {
	type ColumnKind,
	type RoleGuess,
	columnKind,
	isPrivate,
	roleGuess,
	uniqueRole
} from './column-role.ts';
import { type ConceptProposal, ConceptWords } from './concept-proposals.ts';
import { type Dictionary, type KnownVariable, knownVariables } from './dictionary.ts';
import { type SuspectedMissing, hasThousandsPoints, suspectedMissing } from './suspicions.ts';

export interface InspectedColumn {
	readonly name: string;
	readonly kind: ColumnKind;
	readonly role: RoleGuess | undefined;
	/** Its values are counted and never shown. */
	readonly isPrivate: boolean;
	readonly profile: ColumnProfile;
	readonly known: KnownVariable;
	readonly missing: readonly SuspectedMissing[];
	readonly hasThousandsPoints: boolean;
	/** Concepts it may be about, the likeliest first. */
	readonly concepts: readonly ConceptProposal[];
}

/** Columns with all that their values, names and dictionaries tell. */
export function inspectedColumns(
	profiles: readonly ColumnProfile[],
	{ dictionaries, concepts }: { dictionaries: readonly Dictionary[]; concepts: Iterable<Concept> }
): InspectedColumn[] {
	const words = new ConceptWords(concepts);
	const known = knownVariables(
		profiles.map(({ name }) => name),
		dictionaries
	);
	return profiles.map((profile, i) => inspectedColumn(profile, known[i]!, words));
}

function inspectedColumn(
	profile: ColumnProfile,
	known: KnownVariable,
	words: ConceptWords
): InspectedColumn {
	const { name } = profile;
	const { label, question, codes, missing } = known;
	const kind = columnKind(profile, codes.size > 0);
	const told = roleGuess(name, label, codes.size > 0);
	const role = told ?? (codes.size === 0 ? uniqueRole(profile) : undefined);
	const hidden = isPrivate(role?.role);
	const asksNothing = hidden || role?.role === 'weight' || kind === 'blank' || kind === 'date';
	return {
		...{ name, kind, role, profile, known },
		isPrivate: hidden,
		missing: asksNothing ? [] : suspectedMissing({ profile, labels: codes, declared: missing }),
		hasThousandsPoints: role?.role !== 'weight' && hasThousandsPoints(profile),
		concepts: asksNothing ? [] : words.proposals(name, [label, question])
	};
}
