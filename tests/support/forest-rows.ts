import type { ForestInput, ForestRow } from '#lib/charts/impact/forest-plot.ts';
import { pictureFormats } from './evaluation-pictures.ts';

const { value, range } = pictureFormats;

/** A programme with its effect in standard deviations. */
export function forestRow(
	name: string,
	estimate: number,
	{ error = 0.1, weight = null }: { error?: number; weight?: number | null } = {}
): ForestRow {
	const [lower, upper] = [estimate - 1.96 * error, estimate + 1.96 * error];
	return {
		...{ name, estimate, lower, upper, weight },
		text: `${value(estimate)} (${range(lower, upper)})`
	};
}

const refusedRow = (name: string, text: string): ForestRow => ({
	...{ name, estimate: null, lower: null, upper: null, weight: null, text }
});

/** Five programmes of two types, one refused. */
export const forestInput: ForestInput = {
	scale: 'difference',
	groups: [
		{
			heading: 'Prevention in communities',
			rows: [
				forestRow('Neighbourhood patrols with mediators, Puerto Alba', -0.42, {
					...{ error: 0.12, weight: 0.28 }
				}),
				forestRow('School programme', -0.11, { error: 0.05, weight: 0.41 }),
				forestRow('Night buses', 0.08, { error: 0.22, weight: 0.12 })
			]
		},
		{
			heading: 'Alternatives to prison',
			rows: [
				forestRow('Drug courts of the capital', -0.31, { error: 0.18, weight: 0.19 }),
				refusedRow(
					'Early release',
					'Refused: one treated cluster; a synthetic control could carry it'
				)
			]
		}
	],
	pooled: {
		...{ estimate: -0.21, lower: -0.39, upper: -0.03, text: '−0.21 (−0.39 to −0.03)' },
		prediction: { lower: -0.62, upper: 0.2, text: '−0.62 to 0.20' }
	}
};
