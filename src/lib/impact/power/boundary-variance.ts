/**
 * How much more a local polynomial at the edge of its data varies than a mean of as many values:
 * 24/5 for a line, 72/7 for a parabola, with the triangular kernel and a running variable that is
 * spread evenly within the bandwidth. Fan and Gijbels (1996), section 3.2.5: the element of
 * S^-1 T S^-1 at the intercept. The bias-corrected estimate of Calonico, Cattaneo and Titiunik (2014)
 * is the parabola where both bandwidths are one.
 */
export function boundaryVariance(order: 1 | 2): number {
	return order === 1 ? 24 / 5 : 72 / 7;
}
