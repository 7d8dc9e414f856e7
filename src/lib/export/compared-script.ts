import type { ComparisonRequest, EstimateRequest } from '#lib/model/estimate-request.ts';
import { conceptsOf, type RComparison } from './r-asked.ts';
import {
	adjustedLines,
	comparisonDifferences,
	comparisonLines,
	comparisonPrints,
	contrastsLine,
	lineFunction
} from './r-comparison.ts';
import { type FramePart, framedParts } from './r-frame.ts';
import { questionLines, resultLines } from './r-script.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';
import {
	type ScriptedSurvey,
	type SurveyScriptOptions,
	domainNotes,
	scriptedSurvey
} from './scripted-survey.ts';
import { type MadeComparison, madeCall, madeNote } from './made-comparison.ts';
import { askedOf, questionOf } from './survey-script.ts';

/** A figure of one survey, to be compared with the same figure of another. */
export interface IndependentFigure {
	/** Of the line that the script prints. */
	readonly id: string;
	/** Asks the other survey what the survey of the reference was asked. */
	readonly request: EstimateRequest;
	/** Categories of the breakdown, in its order. */
	readonly key: readonly string[];
	/** Category of a distribution, else ''. */
	readonly part: string;
}

export interface Compared {
	readonly kind: 'difference' | 'ratio';
	readonly level: number;
	/** Groups of one survey, with their covariance. */
	readonly within?: ComparisonRequest | undefined;
	/** The reference, and the same figure of surveys drawn apart. */
	readonly reference: EstimateRequest;
	readonly between: readonly IndependentFigure[];
	/** Comparisons of the same table that no rows or totals of a script give. */
	readonly made: readonly MadeComparison[];
}

/**
 * The R script of a comparison, whatever its figures: groups of one survey by `svycontrast` with
 * their covariance, surveys drawn apart without one and with the degrees of freedom of both; p-values
 * adjusted for all of them by Holm's method.
 */
export function comparedScript(compared: Compared, options: SurveyScriptOptions): string {
	const { kind, level, within, reference, between, made } = compared;
	const { title, release, own } = options;
	const requests = bySurvey([reference, ...between.map(({ request }) => request)]);
	const samples = requests.map((request, i) => {
		const scripted = scriptedSurvey(askedOf(request), options);
		return { scripted, part: samplePart(`sample${i + 1}`, request, scripted) };
	});
	const nameOf = ({ survey }: EstimateRequest) =>
		`sample${1 + requests.findIndex((one) => one.survey === survey)}`;
	const contrasts = within && withinPart(within, options);
	return framedParts(
		{
			title,
			synthetic: samples.some(({ scripted }) => scripted.survey.synthetic),
			notes: [
				...(own ? [] : [`Release: ${release}`]),
				...new Set(samples.flatMap(({ scripted }) => scripted.notes)),
				...domainNotes
			]
		},
		[...(contrasts ? [contrasts] : []), ...(between.length > 0 ? samples : []).map(partOf)],
		{
			request: compared,
			differences: contrasts?.differences ?? [],
			prints: comparisonPrints,
			answer: [
				...(between.length + made.length === 0 ? [] : betweenLines(kind, level)),
				...madeNote(made),
				`results <- rbind(${[
					...(within ? ['within'] : []),
					...between.map((one) => betweenCall(one, nameOf(one.request))),
					...made.map(madeCall)
				].join(',\n  ')})`,
				...adjustedLines('holm')
			]
		}
	);
}

const partOf = ({ part }: { readonly part: FramePart }) => part;

/** One request a survey, the first of each. */
const bySurvey = (all: readonly EstimateRequest[]): EstimateRequest[] =>
	all.filter((one, i) => all.findIndex(({ survey }) => survey === one.survey) === i);

const asked = ({ survey: _, unit: __, weight: ___, ...question }: ComparisonRequest): RComparison =>
	question;

/** Groups of one survey. */
function withinPart(request: ComparisonRequest, options: SurveyScriptOptions) {
	const { survey, unit, weight, contrasts } = request;
	const measures = contrasts.flatMap((one) =>
		(one.kind === 'linear' ? one.terms : [one.of, one.against]).map(
			({ measure }) => measure ?? request.measure
		)
	);
	const concepts = measures.flatMap((measure) => conceptsOf({ ...request, measure }));
	const { table, source } = scriptedSurvey(
		{ survey, unit, weight, concepts, measured: [request.measure.concept] },
		options
	);
	const question = asked(request);
	const lines = comparisonLines({ question, table, source });
	return {
		...{ name: 'within', table, source },
		lines: [...lines, contrastsLine(question), 'results'],
		differences: comparisonDifferences({ question, table })
	};
}

/** Every figure of a survey, and whether its error is one to compare by. */
function samplePart(name: string, request: EstimateRequest, scripted: ScriptedSurvey): FramePart {
	const { table, source } = scripted;
	const question = questionOf(request, scripted);
	const comparable = table.completeness === 'full' || table.assumedDeff !== undefined;
	return {
		...{ name, table, source },
		lines: [
			...questionLines({ question, table, source }),
			...resultLines(question),
			...(comparable
				? []
				: ['results$status[results$status == "estimate"] <- "incomplete-design"']),
			'results'
		]
	};
}

/** `apart`: a figure of two samples. */
const betweenLines = (kind: Compared['kind'], level: number): string[] => [
	`kind <- ${rString(kind)}`,
	`level <- ${rNumber(level)}`,
	...lineFunction,
	'figure <- function(sample, key, part) {',
	'  own <- sample$part == part & sample$scope == (if (length(key) > 0) "domain" else "overall")',
	'  for (i in seq_along(key)) own <- own & sample[[paste0("by", i)]] == key[i]',
	'  sample[own, ]',
	'}',
	'# Samples drawn apart: no covariance, and the degrees of freedom of both.',
	'apart <- function(id, sample, key, part) {',
	'  both <- list(figure(sample, key, part), figure(sample1, key, part))',
	'  for (one in both) {',
	'    if (nrow(one) == 0) return(line(id, kind, status = "no-cases"))',
	'    if (one$status != "estimate") return(line(id, kind, status = one$status))',
	'  }',
	'  e <- sapply(both, function(one) one$estimate)',
	'  result <- contrast_of(e, diag(sapply(both, function(one) one$standard_error^2)), kind, c(1, -1))',
	'  estimate <- as.numeric(coef(result))',
	'  if (!is.finite(estimate)) return(line(id, kind, status = "zero-denominator"))',
	'  se <- sqrt(as.numeric(vcov(result)))',
	'  if (!has_error(se, kind, e, c(1, -1))) return(line(id, kind, status = "no-variance"))',
	'  line(id, kind, estimate, se, both[[1]]$df + both[[2]]$df)',
	'}'
];

const betweenCall = ({ id, key, part }: IndependentFigure, sample: string) =>
	`apart(${rString(id)}, ${sample}, ${rVector(key)}, ${rString(part)})`;
