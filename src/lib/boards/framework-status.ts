import type { TileDataOf } from '#lib/model/boards/board-page.ts';
import type { BoardThresholds } from '#lib/model/boards/board-target.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import { type Progress, progressOf } from '#lib/results/progress.ts';
import type { Way } from './target-path.ts';
import { type TilePoint, statedStart } from './tile-points.ts';
import { type TileStatus, statusOfWay } from './tile-status.ts';

type FrameworkData = TileDataOf<'framework'>;

interface Reported {
	readonly latest: TilePoint | undefined;
	readonly thresholds: BoardThresholds;
	readonly today: string;
}

/** The way from a stated start to a target with a day; undefined where one of them is not stated. */
export function frameworkWay({ indicator }: FrameworkData): Way | undefined {
	const start = statedStart(indicator);
	const { target } = indicator;
	const value = amountOf(target);
	if (!start || value === undefined || target.due === 'not-stated') return undefined;
	const steps = indicator.milestones.flatMap((one) => {
		const amount = amountOf(one);
		const isWhole = Object.keys(one.groups).length === 0;
		return amount === undefined || !isWhole ? [] : [{ on: one.due, value: amount }];
	});
	return { start, steps: [...steps, { on: target.due, value }] };
}

/** By the rules of frameworks: the milestone of the day first, then the way from a stated start. */
export function frameworkStatus(
	data: FrameworkData,
	{ latest, thresholds, today }: Reported
): TileStatus {
	const { indicator } = data;
	const { direction } = indicator;
	const found = progressOf(indicator, { today });
	if (found.kind === 'told' || direction === 'none')
		return { code: 'not-stated', reason: 'no-direction' };
	if (found.kind === 'target-not-stated' || found.kind === 'all-countries')
		return { code: 'not-stated', reason: 'target-not-stated' };
	if (found.kind === 'no-date') return { code: 'not-stated', reason: 'date-not-stated' };
	if (found.kind === 'yearly') return yearlyStatus(found, { thresholds, latest, direction });
	if (latest === undefined) return { code: 'no-data', reason: 'nothing-reported' };
	const way = frameworkWay(data);
	const start = statedStart(indicator);
	if (way && start)
		return statusOfWay({
			...{ way, latest, direction, thresholds, today, rule: 'path' },
			startError: start.standardError
		});
	if (found.kind === 'not-yet-due') return { code: 'not-stated', reason: 'not-yet-due' };
	return milestoneStatus(found, { latest, thresholds, direction });
}

function milestoneStatus(
	{ milestone, state }: Extract<Progress, { kind: 'milestone' }>,
	{ latest, thresholds, direction }: Compared & { readonly latest: TilePoint }
): TileStatus {
	const share = shareOf(latest.value, milestone.amount, direction);
	const told = { share, expected: milestone.amount };
	switch (state) {
		case 'met':
			return { code: 'on-track', reason: '', ...told };
		case 'met-late':
			return { code: 'on-track', reason: 'met-late', ...told };
		case 'not-reported':
			return { code: 'no-data', reason: 'not-measured-since' };
		case 'too-uncertain':
			return { code: 'too-uncertain', reason: 'straddles', ...told };
		case 'no-direction':
			return { code: 'not-stated', reason: 'no-direction' };
		case 'short':
			return { code: shareStatus(share, thresholds), reason: '', ...told };
	}
}

interface Compared {
	readonly thresholds: BoardThresholds;
	readonly direction: 'up' | 'down';
}

/** How much of what was due is there; where less is wanted, the other way round. */
function shareOf(value: number, due: number, direction: 'up' | 'down'): number | undefined {
	const [part, whole] = direction === 'up' ? [value, due] : [due, value];
	return whole === 0 ? undefined : part / whole;
}

/** Of counts, which have no sampling error. */
function shareStatus(
	share: number | undefined,
	{ onTrack, accelerate }: BoardThresholds
): 'on-track' | 'accelerate' | 'off-track' {
	if (share === undefined || share < accelerate) return 'off-track';
	return share < onTrack ? 'accelerate' : 'on-track';
}

function yearlyStatus(
	{ target }: Extract<Progress, { kind: 'yearly' }>,
	{ thresholds, latest, direction }: Compared & Pick<Reported, 'latest'>
): TileStatus {
	if (target === undefined) return { code: 'not-stated', reason: 'target-not-stated' };
	if (latest === undefined) return { code: 'no-data', reason: 'nothing-reported' };
	const share = shareOf(latest.value, target, direction);
	return { code: shareStatus(share, thresholds), reason: '', share, expected: target };
}
