import type { UnitTable } from '#lib/model/catalogue.ts';
import type { DeclaredComparison, EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { Survey } from '#lib/model/survey.ts';

export interface ComparedSurvey {
	readonly survey: Pick<Survey, 'id' | 'country' | 'synthetic'>;
	/** Their paths are those of the Parquet files on this machine. */
	readonly units: readonly UnitTable[];
}

interface Side {
	readonly source: ComparedSurvey;
	/** '' for all of the survey. */
	readonly category: string;
}

/** Two groups of one survey, or two surveys. */
export interface Pair {
	readonly kind: DeclaredComparison['kind'];
	/** Of the two groups; '' of two surveys. */
	readonly concept: string;
	readonly of: Side;
	readonly against: Side;
	/** How two samples hang together; '' within one. */
	readonly overlap: string;
}

/** A pair of groups for every survey; a pair of surveys where both are here. */
export function pairsOf(declared: DeclaredComparison, surveys: readonly ComparedSurvey[]): Pair[] {
	const { kind } = declared;
	if (kind === 'groups')
		return surveys.map((source) => ({
			...{ kind, concept: declared.concept, overlap: '' },
			of: { source, category: declared.of },
			against: { source, category: declared.against }
		}));
	const [of, against] = [declared.of, declared.against].map((id) =>
		surveys.find(({ survey }) => survey.id === id)
	);
	if (!of || !against) return [];
	const overlap = kind === 'waves' ? declared.overlap : 'independent';
	const side = (source: ComparedSurvey) => ({ source, category: '' });
	return [{ kind, concept: '', of: side(of), against: side(against), overlap }];
}

/** A unit as both sides of a pair have it. */
export interface PairedUnit {
	readonly of: UnitTable;
	readonly against: UnitTable;
	/** The concepts that both have. */
	readonly concepts: readonly string[];
}

/** The units that both sides have; of groups, those that have the concept of the groups. */
export const unitsOf = ({ concept, of, against }: Pair): PairedUnit[] =>
	of.source.units
		.flatMap((one) => {
			const other = against.source.units.find(({ unit }) => unit === one.unit);
			if (!other) return [];
			const concepts = one.concepts.filter((id) => other.concepts.includes(id));
			return [{ of: one, against: other, concepts }];
		})
		.filter(({ concepts }) => concept === '' || concepts.includes(concept));

/**
 * No breakdown; every territory, but not between countries; and between surveys every standard
 * breakdown that both have.
 */
export function breakdownsOf(
	{ kind, concept }: Pair,
	{ concepts }: PairedUnit,
	{ territories, breakdowns }: EstimatePlan
): string[][] {
	const usable = (id: string) => concepts.includes(id) && id !== concept;
	const standard = breakdowns.filter((id) => usable(id) && !territories.includes(id));
	const asked = {
		groups: territories.filter(usable),
		waves: [...territories.filter(usable), ...standard],
		countries: standard
	};
	return [[], ...asked[kind].map((id) => [id])];
}
