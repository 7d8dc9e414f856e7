import type { CostBasis } from '#lib/impact/cost/cost-effectiveness.ts';

export const costBasis: CostBasis = {
	currency: 'USD',
	priceYear: 2024,
	exchangeRate: 1,
	discountRate: 0.03
};
