import type { TileFacts } from '#lib/boards/board-facts.ts';
import type { Locale } from '#lib/model/localized.ts';
import { statusOrder } from './status-shapes.ts';
import { statusView } from './status-view.ts';

/** How many tiles of a board have each status, none that no tile has. */
export const statusCounts = (facts: readonly Pick<TileFacts, 'status'>[], locale: Locale) =>
	statusOrder
		.map((code) => ({
			...statusView({ code, reason: '' }, locale),
			n: facts.filter(({ status }) => status.code === code).length
		}))
		.filter(({ n }) => n > 0);
