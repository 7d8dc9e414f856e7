/** What 2,000 samples said of one number. */
export interface Measured {
	/** Intervals of 95 % that held the truth, of 2,000. */
	readonly covered: number;
	/** Mean standard error over the standard deviation of the estimates. */
	readonly errorRatio: number;
}

/**
 * Numbers whose intervals have to hold the truth in 95 of 100 samples, but for chance. The errors of
 * one stratum rest on five units: on average they are 0.94 times the true one even of normal values,
 * which the quantile of Student's t with 4 degrees of freedom makes good.
 */
export const sound: Readonly<Record<string, Measured>> = {
	'share of 44 %': { covered: 1901, errorRatio: 1.015 },
	'share of 20 %': { covered: 1902, errorRatio: 0.998 },
	'share of 2 %': { covered: 1907, errorRatio: 0.963 },
	'share of 20 % of young women': { covered: 1905, errorRatio: 0.98 },
	'share of 2 % of the young': { covered: 1905, errorRatio: 0.946 },
	'share of 44 % of one stratum': { covered: 1906, errorRatio: 0.921 },
	mean: { covered: 1905, errorRatio: 0.995 },
	total: { covered: 1894, errorRatio: 0.966 },
	median: { covered: 1892, errorRatio: 0.985 },
	'difference of men and women': { covered: 1891, errorRatio: 0.986 },
	'difference of two strata': { covered: 1904, errorRatio: 0.966 },
	'difference of two strata, asked of them alone': { covered: 1904, errorRatio: 0.966 }
};

/**
 * Numbers whose intervals hold the truth less often, or are not known to hold it as often: Wald's
 * limits of rare shares; limits on both sides alike around a skewed sum, above all of few units, of
 * which far more lie below the truth than above; and quantiles where few people are.
 */
export const weaker: Readonly<Record<string, Measured>> = {
	'share of 2 %, logit': { covered: 1890, errorRatio: 0.963 },
	'share of 2 %, wilson': { covered: 1884, errorRatio: 0.963 },
	'share of 2 %, mean': { covered: 1845, errorRatio: 0.963 },
	'skewed mean': { covered: 1881, errorRatio: 0.975 },
	'skewed mean of one stratum': { covered: 1830, errorRatio: 0.893 },
	'skewed total': { covered: 1875, errorRatio: 0.977 },
	'number of people': { covered: 1880, errorRatio: 0.978 },
	ratio: { covered: 1885, errorRatio: 0.978 },
	'median, score': { covered: 1884, errorRatio: 0.968 },
	'90 % quantile': { covered: 1881, errorRatio: 1.026 }
};
