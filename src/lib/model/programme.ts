import { z } from 'zod';
import { countryCode, isoDate, slug } from './identifiers.ts';
import { localized, localizedName } from './localized.ts';
import { harmKind, interventionType, populationGroup, programmeStage } from './programme-codes.ts';
import { programmeDesign } from './programme-design.ts';
import { type ProgrammeOutcome, programmeOutcome } from './programme-outcome.ts';
import { refuseSeriesTable, seriesTable } from './programme-series.ts';
import { sourceFile, tier } from './survey.ts';

const origin = z.discriminatedUnion('kind', [
	/** `pipelines/simulate/programmes`; its files are made there. */
	z.strictObject({ kind: z.literal('simulated'), scenario: slug }),
	/** Files below `ATALAYA_SOURCES`. */
	z.strictObject({ kind: z.literal('official'), url: z.url().optional() }),
	/** Published estimates of surveys of this release. */
	z.strictObject({ kind: z.literal('surveys'), synthetic: z.boolean() }),
	/** Series of `data/series`, which `series` names. */
	z.strictObject({ kind: z.literal('series'), synthetic: z.boolean() })
]);

const registration = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('registered'),
		by: localizedName,
		where: localizedName,
		date: isoDate
	}),
	z.strictObject({ kind: z.literal('not-registered') })
]);

const people = z.int().nonnegative();

/** How many were left at each step, by arm. */
const flowStep = z.strictObject({
	step: z.enum(['eligible', 'enrolled', 'completed', 'analysed']),
	treated: people,
	comparison: people
});

/** What it cost, in one currency of one year. */
const cost = z.strictObject({
	currency: z.string().regex(/^[A-Z]{3}$/, 'not an ISO 4217 code'),
	/** Whose prices. */
	priceYear: z.int().min(1990).max(2100),
	/** Of one US dollar, in that year, and its source. */
	exchangeRate: z.strictObject({ perDollar: z.number().positive(), source: localized }),
	/** Of future years; 0.03 is 3 % a year. */
	discountRate: z.number().min(0).max(0.2),
	perspective: z.enum(['provider', 'society']),
	total: z.number().positive(),
	participants: z.int().positive().optional(),
	completions: z.int().positive().optional(),
	/** Extra cost of a unit of the analysis (a person, an area and period), and how sure it is. */
	perUnit: z.strictObject({
		amount: z.number(),
		standardError: z.number().nonnegative()
	}),
	source: localized
});

/** Something that may have become worse, of which the source says nothing. */
const harmNotMeasured = z.strictObject({ harm: harmKind, why: localized });

/** `data/programmes/<id>.yaml`: a programme, and how its effect is estimated. */
export const programme = z
	.strictObject({
		id: slug,
		title: localized,
		summary: localized,
		type: interventionType,
		groups: z.array(populationGroup).min(1),
		stage: programmeStage,
		country: countryCode,
		/** Below the country, as it is called. */
		place: localized.optional(),
		started: z.string().min(4),
		origin,
		producer: localizedName,
		citation: localizedName,
		licence: z.string().min(1),
		/** open: the panel may be published; protected: only this page; local: nothing leaves. */
		tier,
		files: z.array(sourceFile).default([]),
		series: seriesTable.optional(),
		question: localized,
		population: localized,
		treatment: localized,
		comparison: localized,
		estimand: z.enum(['ITT', 'ATT', 'LATE']),
		exclusions: z.array(localized).default([]),
		registration,
		outcomes: z.array(programmeOutcome).min(2),
		/** Said beside the outcomes. A local programme of somebody else's data may have no harm but these. */
		harmsNotMeasured: z.array(harmNotMeasured).default([]),
		design: programmeDesign,
		flow: z.array(flowStep).default([]),
		cost: cost.optional(),
		/** What a reader has to know before believing it. */
		limits: z.array(localized).default([])
	})
	.superRefine((all, context) => {
		const { outcomes, design, files, tier, harmsNotMeasured, origin, estimand } = all;
		const { kind } = origin;
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		refuseOutcomes(outcomes, refuse);
		const isExcused = tier === 'local' && harmsNotMeasured.length > 0;
		if (!isExcused && !outcomes.some(({ role }) => role === 'harm'))
			refuse(['outcomes'], 'needs at least one harm: what could have become worse');
		if (design.kind === 'cohort' && design.analysed === 'participants' && estimand === 'ITT')
			refuse(['estimand'], 'without assignment there is no effect of it: ITT');
		if ((design.kind === 'survey') !== (kind === 'surveys'))
			refuse(['origin'], 'surveys are the origin of a survey design, and of no other');
		refuseSeriesTable(all.series, { design, isOrigin: kind === 'series' }, refuse);
		refuseFiles(design, [...files, ...(all.series ? [{ id: all.series.file }] : [])], refuse);
		outcomes.forEach((outcome, i) => refuseSource(outcome, design.kind, i, refuse));
	});
export type Programme = z.infer<typeof programme>;

type Refuse = (path: (string | number)[], message: string) => void;

function refuseOutcomes(outcomes: readonly ProgrammeOutcome[], refuse: Refuse) {
	const ids = outcomes.map(({ id }) => id);
	const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
	if (twice >= 0) refuse(['outcomes', twice, 'id'], `stands twice: ${ids[twice]}`);
	const main = outcomes.filter(({ role }) => role === 'main').length;
	if (main !== 1) refuse(['outcomes'], `needs one main outcome: ${main}`);
}

function refuseFiles(
	design: Programme['design'],
	files: readonly { readonly id: string }[],
	refuse: Refuse
) {
	if (design.kind === 'survey') return;
	const named: [where: string, file: string][] = [['table', design.table.file]];
	if (design.kind === 'panel' && design.geography.kind === 'neighbours')
		named.push(['geography', design.geography.file]);
	for (const [where, file] of named)
		if (!files.some(({ id }) => id === file))
			refuse(['design', where, 'file'], `unknown file: ${file}`);
}

/** Where the figures of an outcome are, by the kind of design. */
function refuseSource(
	outcome: ProgrammeOutcome,
	kind: Programme['design']['kind'],
	at: number,
	refuse: Refuse
) {
	const given = sources.filter((field) => outcome[field] !== undefined);
	const fitting = sourcesOf[kind];
	if (given.length !== 1 || !given.every((field) => fitting.includes(field)))
		refuse(['outcomes', at], `needs exactly one of ${fitting.join(', ')}`);
}

const sources = ['column', 'cause', 'indicator'] as const;
const sourcesOf: Readonly<
	Record<Programme['design']['kind'], readonly (typeof sources)[number][]>
> = {
	panel: ['column'],
	series: ['column'],
	discontinuity: ['column'],
	cohort: ['cause', 'column'],
	survey: ['indicator']
};
