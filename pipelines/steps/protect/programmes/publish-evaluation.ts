import { DataError } from '#lib/errors.ts';
import type { EvaluationParts } from '#lib/impact/evaluation/evaluation-input.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { Programme } from '#lib/model/programme.ts';
import { auditDiscontinuity } from './audit-discontinuity.ts';
import { auditEvaluation } from './audit-evaluation.ts';
import { protectedDiscontinuity } from './protect-discontinuity.ts';
import { type PublishedParts, protectedEvaluation } from './protect-evaluation.ts';

/** Rules of people along a threshold, whose declaration names none. */
export const defaultRules = 'programme';

/**
 * An evaluation as it may be published: of people by the rules of their disclosure, audited; of
 * anything else as it is. @throws DataError naming what an audit finds.
 */
export function publishedEvaluation(
	parts: EvaluationParts,
	programme: Programme,
	rules: ReadonlyMap<string, DisclosureRules>
): PublishedParts {
	const { design, tier, id } = programme;
	if (design.kind === 'cohort') {
		const own = rulesOf(rules, design.disclosure);
		const published = protectedEvaluation(parts, { ...programme, design }, own);
		expectNoLeak(id, auditEvaluation(published, parts, { ...programme, design }, own));
		return published;
	}
	if (design.kind === 'discontinuity' && tier !== 'open') {
		const own = rulesOf(rules, defaultRules);
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
