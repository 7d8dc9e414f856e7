import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { costEffectiveness, netBenefits, presentValue } from '../cost/cost-effectiveness.ts';
import { detectableEffect, detectedAfterwards } from '../power/detectable-effect.ts';
import {
	eventsForHazardRatio,
	sizeForMeans,
	sizeForProportions,
	unitsForEffect
} from '../power/sample-size.ts';
import type { Found } from './estimator.ts';
import { named } from './named-estimates.ts';

/** Detectable effects, sizes of samples, numbers of events; estimates without an error. */
export function powerAnswer({ question, alpha, power }: ImpactRequestOf<'power'>): Found {
	const chances = { alpha, power };
	const one = (name: string, estimate: number | undefined, more: object = {}): Found => ({
		result: { estimates: [{ name, estimate }], ...more }
	});
	switch (question.kind) {
		case 'detectable-effect': {
			const { design, units, reference } = question;
			const options = { ...chances, ...(reference && { reference }) };
			const { effect, ...more } = detectableEffect({ ...design, units }, options);
			return one('detectable effect', effect, more);
		}
		case 'units': {
			const { design, effect, reference } = question;
			const options = { ...chances, ...(reference && { reference }) };
			// What the design has of units is what is asked for.
			const units = unitsForEffect(effect, { ...design, units: 2 }, options);
			return one('units', units);
		}
		case 'proportions':
			return one('people in each arm', sizeForProportions(question.shares, chances));
		case 'means': {
			const { effect, standardDeviation } = question;
			return one('people in each arm', sizeForMeans(effect, standardDeviation, chances));
		}
		case 'log-rank': {
			const { hazardRatio, treatedShare, eventShare } = question;
			const { events, people } = eventsForHazardRatio(hazardRatio, {
				...{ ...chances, treatedShare },
				...(eventShare !== undefined && { eventShare })
			});
			return one('events', events, { people });
		}
		case 'afterwards': {
			const { standardError, df = Infinity } = question;
			return one('detectable effect', detectedAfterwards(standardError, { ...chances, df }));
		}
	}
}

/** Cost of one unit of effect with the set of ratios that the data do not exclude. */
export function costEffectivenessAnswer(request: ImpactRequestOf<'cost-effectiveness'>): Found {
	const { basis, worths, costsByYear, level } = request;
	const found = costEffectiveness(request, level);
	const { ratio, quadrant, limits } = found;
	const bounded = limits.kind === 'bounded' ? limits : { lower: undefined, upper: undefined };
	const ofWorths = netBenefits(request, worths, level).map(({ worth, acceptability, ...one }) => ({
		...named(`net benefit at ${worth}`, one),
		...{ worth, acceptability }
	}));
	return {
		result: {
			estimates: [
				{
					name: 'cost of one unit of effect',
					estimate: ratio,
					lower: bounded.lower,
					upper: bounded.upper
				},
				...ofWorths
			],
			...{ quadrant, limits, basis },
			presentValue: costsByYear && presentValue(costsByYear, basis.discountRate)
		}
	};
}
