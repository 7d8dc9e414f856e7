import { type CsvRow, csvText } from './csv-text.ts';
import { type MonthlySeries, monthlyCounts } from './programmes/monthly-series.ts';

const months = 120;

/** Residents, and how many tourists come a month for every 100,000 of them. */
const territories = [
	{ id: 'alvenora', residents: 1_240_000, arrivals: 9_000, season: 0.2 },
	{ id: 'dorvela', residents: 610_000, arrivals: 4_200, season: 0.3 },
	{ id: 'isla-tirsena', residents: 296_000, arrivals: 30_000, season: 0.55 }
];

type Territory = (typeof territories)[number];

const arrivals = ({ arrivals: rate, season }: Territory): MonthlySeries => ({
	...{ column: 'arrivals', rate, trend: 0.003, season }
});

/** The same season of the year, and nothing else in common: the one does not move the other. */
const visits = ({ season }: Territory): MonthlySeries => ({
	...{ column: 'visits', rate: 14, trend: -0.001, season: season / 3 }
});

/**
 * Arrivals of tourists and emergency visits for drugs by territory and month, in files of `data/series`.
 * Both have a season and are drawn apart from each other.
 */
export function tourism(seed: number): { readonly name: string; readonly text: string }[] {
	const rowsOf = (of: (territory: Territory) => MonthlySeries, stream: number) =>
		territories.flatMap((territory, place) => {
			const { id, residents } = territory;
			const plan = {
				...{ months, start: months + 1, residents: () => residents },
				streams: [stream, stream + 1] as const
			};
			return monthlyCounts(seed, of(territory), place, plan).map((value, i): CsvRow => {
				const month = `${2013 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
				return { territory: id, period: month, value, status: '', note: '' };
			});
		});
	return [
		{ name: 'demo-tourist-arrivals.csv', text: csvText(rowsOf(arrivals, 21)) },
		{ name: 'demo-emergency-visits.csv', text: csvText(rowsOf(visits, 31)) }
	];
}
