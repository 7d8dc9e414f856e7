import { daysBetween } from './days-between.ts';
import type { PathQuestion } from './linear-path.ts';

export interface GrowthAnswer {
	/** Compound change a year, such as 0.02. */
	readonly observed: number;
	/** What the target needs; undefined without one. */
	readonly required: number | undefined;
	readonly status: 'achieved' | 'on-track' | 'accelerate' | 'limited' | 'deterioration';
}

const daysOfYear = 365.25;
/** Stands for a base or target of zero, of which there is no ratio. */
const nearlyZero = 0.001;

const withTarget = { 'on-track': 0.95, accelerate: 0.6, limited: 0 };
const withoutTarget = { 'on-track': 0.015, accelerate: 0.005, limited: 0 };

/**
 * The rule of Statistics Canada that Open SDG 2.4.0 took over: compound annual growth from the first
 * to the last value, beside the growth that the target needs; without a target in the wanted
 * direction. Two values decide and sampling error is not looked at, so that it is an alternative only.
 * Undefined where the signs differ, a value is zero, or the days are out of order.
 */
export function growthRule({
	baseline,
	target,
	observed,
	direction
}: Omit<PathQuestion, 'target'> & {
	readonly target: PathQuestion['target'] | undefined;
}): GrowthAnswer | undefined {
	const from = baseline.amount === 0 ? nearlyZero : baseline.amount;
	const growth = annualGrowth(from, observed.amount, daysBetween(baseline.on, observed.on));
	if (growth === undefined) return undefined;
	if (target === undefined) {
		const wanted = direction === 'down' ? -growth : growth;
		return { observed: growth, required: undefined, status: statusOf(wanted, withoutTarget) };
	}
	const to = target.amount === 0 ? nearlyZero : target.amount;
	const required = annualGrowth(from, to, daysBetween(baseline.on, target.on));
	if (required === undefined) return undefined;
	const isReached =
		direction === 'down' ? observed.amount <= target.amount : observed.amount >= target.amount;
	if (isReached) return { observed: growth, required, status: 'achieved' };
	if (required === 0) return undefined;
	return { observed: growth, required, status: statusOf(growth / required, withTarget) };
}

/** (last / first)^(1 / years) - 1. */
function annualGrowth(first: number, last: number, days: number): number | undefined {
	const ratio = last / first;
	return days > 0 && ratio > 0 && Number.isFinite(ratio)
		? ratio ** (daysOfYear / days) - 1
		: undefined;
}

function statusOf(value: number, limits: typeof withTarget): GrowthAnswer['status'] {
	if (value >= limits['on-track']) return 'on-track';
	if (value >= limits.accelerate) return 'accelerate';
	return value >= limits.limited ? 'limited' : 'deterioration';
}
