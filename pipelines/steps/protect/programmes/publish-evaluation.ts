import { DataError } from '#lib/errors.ts';
import type { EvaluationParts } from '#lib/impact/evaluation/evaluation-input.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { Programme } from '#lib/model/programme.ts';
import { auditDiscontinuity } from './audit-discontinuity.ts';
import { auditEvaluation } from './audit-evaluation.ts';
import { protectedDiscontinuity } from './protect-discontinuity.ts';
import { type PublishedParts, protectedEvaluation } from './protect-evaluation.ts';

/** Rules of people along a threshold, whose declaration names none. */
const defaultRules = 'programme';

/** The rules of a programme whose rows are people; undefined of anything else. */
export function peopleRules(
	{ design, tier }: Pick<Programme, 'design' | 'tier'>,
	rules: ReadonlyMap<string, DisclosureRules>
): DisclosureRules | undefined {
	if (design.kind === 'cohort') return rulesOf(rules, design.disclosure);
	return design.kind === 'discontinuity' && tier !== 'open'
		? rulesOf(rules, defaultRules)
		: undefined;
}

/**
 * An evaluation as it may be published: of people by the rules of their disclosure, audited; of
 * anything else as it is. @throws DataError naming what an audit finds.
 */
export function publishedEvaluation(
	parts: EvaluationParts,
	programme: Programme,
	rules: ReadonlyMap<string, DisclosureRules>
): PublishedParts {
	const { design, id } = programme;
	const own = peopleRules(programme, rules);
	if (own && design.kind === 'cohort') {
		const published = protectedEvaluation(parts, { ...programme, design }, own);
		expectNoLeak(id, auditEvaluation(published, parts, { ...programme, design }, own));
		return published;
	}
	if (own && design.kind === 'discontinuity') {
		const published = protectedDiscontinuity(parts, { ...programme, design }, own);
		expectNoLeak(id, auditDiscontinuity(published, parts, own));
		return published;
	}
	const { arms: _, exact: __, ...published } = parts;
	return published;
}

function rulesOf(rules: ReadonlyMap<string, DisclosureRules>, id: string): DisclosureRules {
	const own = rules.get(id);
	if (!own)
		throw new DataError(
			`disclosure rules not declared, there are ${[...rules.keys()].join(', ')}: ${id}`
		);
	return own;
}

function expectNoLeak(id: string, leaks: readonly { kind: string; where: string }[]) {
	const told = leaks.map(({ kind, where }) => `${kind} ${where}`);
	if (told.length > 0)
		throw new DataError(`evaluation of ${id} tells of few people: ${told.join('; ')}`);
}
