import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import type { ComparisonRequest, EstimateRequest } from '#lib/model/estimate-request.ts';

/** What is asked of a table: an `EstimateRequest` or a request of a file. */
export type RQuestion = Pick<
	EstimateRequest,
	'measure' | 'by' | 'where' | 'level' | 'interval' | 'capEffectiveSize' | 'df' | 'unsure' | 'deff'
>;

/** What is compared: a `ComparisonRequest` or a comparison of a file. */
export type RComparison = Omit<ComparisonRequest, 'survey' | 'unit' | 'weight'>;

type OfAnyTable<Request> = Request extends unknown
	? Omit<Request, 'survey' | 'unit' | 'weight'>
	: never;

/** What is tested or modelled: an `AnalysisRequest` or one of a file. */
export type RAnalysis = OfAnyTable<AnalysisRequest>;

/** What a script has to know of a table besides where its columns come from. */
export type RTable = Pick<
	EstimateTable,
	| 'columns'
	| 'lonely'
	| 'adjustDomains'
	| 'firstStageOnly'
	| 'replicates'
	| 'resampling'
	| 'calibration'
	| 'completeness'
	| 'assumedDeff'
>;

/** The concepts that a question is about. */
export const conceptsOf = ({ measure, by, where }: Pick<RQuestion, 'measure' | 'by' | 'where'>) => [
	measure.concept,
	...(measure.statistic === 'ratio' ? [measure.over] : []),
	...by,
	...where.map(({ concept }) => concept)
];
