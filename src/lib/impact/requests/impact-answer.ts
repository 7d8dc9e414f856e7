import type { ImpactMethod, ImpactRequest } from '#lib/model/impact-request.ts';
import { countRatioAnswer } from './count-answers.ts';
import { discontinuityAnswer } from './discontinuity-answers.ts';
import { groupTimeAnswer } from './group-time-answers.ts';
import { competingEventsAnswer, coxAnswer } from './hazard-answers.ts';
import { type Estimator, type ImpactAnswer, type ImpactControl, answerOf } from './estimator.ts';
import type { ImpactColumns } from './impact-columns.ts';
import {
	eventStudyAnswer,
	sunAbrahamAnswer,
	twoByTwoAnswer,
	twoWayAnswer
} from './panel-answers.ts';
import { costEffectivenessAnswer, powerAnswer } from './planning-answers.ts';
import { balanceAnswer, matchAnswer, propensityAnswer } from './selection-answers.ts';
import { honestDidAnswer } from './sensitivity-answers.ts';
import { interruptedSeriesAnswer } from './series-answers.ts';
import { pValuesAnswer, poolAnswer } from './study-answers.ts';
import { syntheticAnswer } from './synthetic-answers.ts';
import { nelsonAalenAnswer, survivalAnswer } from './survival-answers.ts';

type Estimators = { readonly [Method in ImpactMethod]: Estimator<Method> };

const estimators: Estimators = {
	'two-by-two': twoByTwoAnswer,
	'two-way': twoWayAnswer,
	'event-study': eventStudyAnswer,
	'sun-abraham': sunAbrahamAnswer,
	'group-time': groupTimeAnswer,
	'honest-did': honestDidAnswer,
	synthetic: syntheticAnswer,
	'interrupted-series': interruptedSeriesAnswer,
	survival: survivalAnswer,
	'nelson-aalen': nelsonAalenAnswer,
	cox: coxAnswer,
	'competing-events': competingEventsAnswer,
	balance: balanceAnswer,
	propensity: propensityAnswer,
	match: matchAnswer,
	discontinuity: discontinuityAnswer,
	'count-ratio': countRatioAnswer,
	pool: poolAnswer,
	power: powerAnswer,
	'p-values': pValuesAnswer,
	'cost-effectiveness': costEffectivenessAnswer
};

/**
 * The answer to any request, from the columns that `impactRoles` names. No file, no clock: a worker
 * can run it. Data without an answer are refused; @throws DomainError for a request outside the domain
 * of its method, and what `control.progress` throws to end the work.
 */
export function impactAnswer(
	request: ImpactRequest,
	columns: ImpactColumns,
	control?: ImpactControl
): ImpactAnswer {
	const estimator = estimators[request.method] as Estimator;
	return answerOf(estimator, request, { columns, control });
}
