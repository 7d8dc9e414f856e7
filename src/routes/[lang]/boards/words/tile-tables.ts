import type { PeerFacts } from '#lib/boards/peer-values.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type TileWords, periodText, territoryName } from './board-words.ts';
import { valueText } from './number-text.ts';

type Cells = Readonly<Record<string, string>>;

/** What a picture draws, as rows. */
export interface TileTable {
	readonly caption: string;
	readonly columns: readonly {
		readonly key: string;
		readonly label: string;
		readonly align?: 'end';
	}[];
	readonly rows: readonly Cells[];
}

const end = 'end' as const;

function limitsText(
	{ facts: { data }, locale }: TileWords,
	{ lower, upper }: { readonly lower: number | undefined; readonly upper: number | undefined }
): string {
	if (lower === undefined || upper === undefined) return '–';
	const texts = { lower: valueText(data, lower, locale), upper: valueText(data, upper, locale) };
	return m.boards_points_limits(texts, { locale });
}

/** Every value of a tile and every step that is due; undefined where nothing is drawn. */
export function valuesTable(words: TileWords, name: string): TileTable | undefined {
	const { facts, locale } = words;
	const { points, way, data } = facts;
	if (points.length === 0) return undefined;
	const due = m.boards_path_step({}, { locale });
	const isBounded = points.some(({ lower }) => lower !== undefined);
	const rows = points.map((point): Cells => {
		const period = periodText(point.period, locale);
		return {
			when: point.isPartial ? m.boards_partial({ period }, { locale }) : period,
			value: valueText(data, point.value, locale),
			interval: limitsText(words, point)
		};
	});
	const steps = (way?.steps ?? []).map(({ on, value }): Cells => {
		return {
			when: `${periodText(on, locale)} (${due})`,
			...{ value: valueText(data, value, locale), interval: '–' }
		};
	});
	return {
		caption: m.boards_values_of({ name }, { locale }),
		columns: [
			{ key: 'when', label: m.boards_column_when({}, { locale }) },
			{ key: 'value', label: m.boards_column_value({}, { locale }), align: end },
			...(isBounded
				? [{ key: 'interval', label: m.boards_column_interval({}, { locale }), align: end }]
				: [])
		],
		rows: [...rows, ...steps]
	};
}

/** The countries by their names. */
export function peersTable(
	peers: Extract<PeerFacts, { kind: 'beside' }>,
	words: TileWords,
	name: string
): TileTable {
	const { facts, locale } = words;
	const isBounded = peers.values.some(({ lower }) => lower !== undefined);
	return {
		caption: m.boards_peers_table({ name }, { locale }),
		columns: [
			{ key: 'country', label: m.boards_column_country({}, { locale }) },
			{ key: 'value', label: m.boards_column_value({}, { locale }), align: end },
			...(isBounded
				? [{ key: 'interval', label: m.boards_column_interval({}, { locale }), align: end }]
				: []),
			{ key: 'when', label: m.boards_column_when({}, { locale }), align: end }
		],
		rows: peers.values
			.map((peer): Cells => ({
				country: territoryName(words, peer.territory),
				value: valueText(facts.data, peer.value, locale),
				interval: limitsText(words, peer),
				when: periodText(peer.period, locale)
			}))
			.sort((a, b) => a['country']!.localeCompare(b['country']!, locale))
	};
}
