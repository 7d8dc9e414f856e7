import type { StatusCode, StatusReason, TileStatus } from '#lib/boards/tile-status.ts';
import { percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BoardThresholds } from '#lib/model/boards/board-target.ts';
import type { Locale } from '#lib/model/localized.ts';

export interface StatusView {
	readonly code: StatusCode;
	readonly word: string;
	/** Beside the word: why, or what to add. */
	readonly reason: string;
}

const words: Readonly<Record<StatusCode, typeof m.boards_status_on_track>> = {
	'on-track': m.boards_status_on_track,
	accelerate: m.boards_status_accelerate,
	'off-track': m.boards_status_off_track,
	'no-clear-change': m.boards_status_no_clear_change,
	'too-uncertain': m.boards_status_too_uncertain,
	'no-data': m.boards_status_no_data,
	'not-stated': m.boards_status_not_stated
};

const reasons: Readonly<Record<StatusReason, typeof m.boards_status_on_track | undefined>> = {
	'': undefined,
	'target-not-stated': m.boards_reason_target_not_stated,
	'date-not-stated': m.boards_reason_date_not_stated,
	'not-yet-due': m.boards_reason_not_yet_due,
	'no-direction': m.boards_reason_no_direction,
	activity: m.boards_reason_activity,
	effect: m.boards_reason_effect,
	'nothing-reported': m.boards_reason_nothing_reported,
	'not-measured-since': m.boards_reason_not_measured_since,
	'one-point': m.boards_reason_one_point,
	break: m.boards_reason_break,
	'error-not-told': m.boards_reason_error_not_told,
	precision: m.boards_reason_precision,
	suppressed: m.boards_reason_suppressed,
	'not-reliable': m.boards_reason_not_reliable,
	'met-late': m.boards_reason_met_late,
	straddles: m.boards_reason_straddles,
	'trends-differ': m.boards_reason_trends_differ
};

export const statusView = ({ code, reason }: TileStatus, locale: Locale): StatusView => ({
	code,
	word: words[code]({}, { locale }),
	reason: reasons[reason]?.({}, { locale }) ?? ''
});

/** What every status stands for, with the thresholds of a board. */
export function statusLegend({ onTrack, accelerate }: BoardThresholds, locale: Locale) {
	const said = { onTrack: percent(onTrack, locale), accelerate: percent(accelerate, locale) };
	const meanings: Readonly<Record<StatusCode, string>> = {
		'on-track': m.boards_legend_on_track(said, { locale }),
		accelerate: m.boards_legend_accelerate(said, { locale }),
		'off-track': m.boards_legend_off_track(said, { locale }),
		'no-clear-change': m.boards_legend_no_clear_change({}, { locale }),
		'too-uncertain': m.boards_legend_too_uncertain({}, { locale }),
		'no-data': m.boards_legend_no_data({}, { locale }),
		'not-stated': m.boards_legend_not_stated({}, { locale })
	};
	return (Object.keys(meanings) as StatusCode[]).map((code) => ({
		...{ code, word: words[code]({}, { locale }), meaning: meanings[code] }
	}));
}
export type LegendLine = ReturnType<typeof statusLegend>[number];
