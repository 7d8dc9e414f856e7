/** Words of the pictures of an evaluation, as a page would give them. */
export const trendWords = {
	unit: 'Homicides per 100,000 people and year, mean of municipalities',
	group: (group: string, start: number | null) =>
		start === null ? `${group} areas` : `${group} from ${start} on`,
	start: (start: number) => `programme starts in ${start}`,
	none: 'no data',
	table: {
		...{ group: 'Group', period: 'Year', mean: 'Mean' },
		...{ lower: 'From', upper: 'To', units: 'Units' }
	}
};

export const eventWords = {
	unit: 'Difference in homicides per 100,000 people, with the programme less without it',
	time: 'Years since the start',
	before: 'before',
	after: 'after',
	reference: 'what it is compared with',
	interval: '95 % interval of one point',
	band: 'of all points together',
	units: 'Municipalities behind each point',
	none: 'none',
	table: {
		...{ event: 'Years since the start', estimate: 'Effect', lower: 'From', upper: 'To' },
		...{ bandLower: 'All from', bandUpper: 'All to', units: 'Units' }
	}
};

export const forestWords = {
	unit: 'Change in standard deviations of the comparison before the start',
	less: 'fell',
	more: 'rose',
	pooled: 'All together',
	prediction: 'In a new place',
	weight: 'size of the box: weight in the whole',
	none: 'none',
	table: {
		...{ name: 'Programme', group: 'Type', outcome: 'Outcome' },
		...{ estimate: 'Effect', lower: 'From', upper: 'To' },
		...{ weight: 'Weight', text: 'In words' }
	}
};

const limits = { lower: 'From', upper: 'To' };
const directions = { less: 'fell', more: 'rose' };

export const groupTimeWords = {
	unit: eventWords.unit,
	cohort: (cohort: number, treated: number) => `Started in ${cohort}: ${treated} municipalities`,
	mean: (text: string) => `mean effect ${text}`,
	state: (state: string) => `${state} problem`,
	...{ reference: eventWords.reference, interval: eventWords.interval, band: eventWords.band },
	table: {
		...{ cohort: 'Start', period: 'Year', estimate: 'Effect', ...limits },
		...{ treated: 'Treated', comparison: 'Comparison', state: 'State' }
	}
};

export const baconWords = {
	unit: eventWords.unit,
	weight: 'Weight in the estimate',
	comparison: (comparison: string) => comparison.replace('-', ' '),
	forbidden: 'forbidden: their own effect is taken off',
	estimate: 'two-way estimate −0.67',
	table: { comparison: 'Comparison', weight: 'Weight', estimate: 'Effect' }
};

export const syntheticWords = {
	unit: 'Deaths by overdose per million people',
	treated: 'Northern Region',
	synthetic: 'Synthetic Northern Region',
	start: 'naloxone law, 2014',
	gap: 'gap after the start',
	table: { period: 'Year', treated: 'Treated', synthetic: 'Synthetic', gap: 'Gap' }
};

export const placeboWords = {
	...{ unit: 'Gap: treated less synthetic, deaths per million', treated: 'Northern Region' },
	...{ placebos: 'other regions, each as if it had been treated', start: syntheticWords.start },
	...{ none: 'none', table: { unit: 'Region', estimate: 'Effect', ratio: 'Ratio' } }
};

export const weightWords = {
	unit: 'Weight of the region in the synthetic one',
	others: (count: number) => `${count} others together`,
	table: { name: 'Region', weight: 'Weight' }
};

export const seriesWords = {
	unit: 'Deaths per month',
	interruption: 'Law 1787 on seat belts and alcohol at the wheel',
	observed: 'observed',
	fitted: 'fitted',
	counterfactual: 'had nothing happened, with 95 % interval',
	control: 'control series',
	none: 'none',
	table: {
		...{ period: 'Month', observed: 'Observed', fitted: 'Fitted', control: 'Control' },
		...{ counterfactual: 'Without', ...limits }
	}
};

export const discontinuityWords = {
	unit: 'Share who finished school',
	score: 'Score at entry',
	cutoff: 'from 60 points on: mentor',
	bin: 'mean of people with like scores; larger: more people',
	fit: 'fitted on both sides',
	sides: { left: 'below', right: 'above' },
	table: { at: 'Score', side: 'Side', mean: 'Mean', n: 'People' }
};

export const bandwidthWords = {
	...{ unit: 'Jump at the cut-off', place: 'Bandwidth, points', main: 'the one that is used' },
	...{ none: 'none', table: { h: 'Bandwidth', estimate: 'Jump', ...limits, n: 'People' } }
};

export const cutoffWords = {
	...{ unit: 'Jump', place: 'Where a cut-off was put', main: 'the true one', none: 'too few' },
	table: { cutoff: 'Cut-off', estimate: 'Jump', ...limits }
};

export const survivalWords = {
	unit: 'Share without a return to prison, 95 % intervals',
	time: 'Months since release',
	arm: (arm: string) => ({ treated: 'With a mentor', comparison: 'Without' })[arm] ?? arm,
	cause: (cause: string) => cause,
	total: 'All',
	atRisk: 'at risk',
	events: (cause: string) => cause,
	censored: 'not followed',
	withheld: (arm: string, reason: string) => `${arm}: not shown, too few ${reason}`,
	none: 'too few',
	table: {
		...{ arm: 'Arm', time: 'Months', share: 'Share', ...limits, atRisk: 'At risk' },
		...{ events: 'Events', censored: 'Not followed' }
	}
};

export const loveWords = {
	unit: 'Standardised difference, treated less comparison',
	covariate: (covariate: string) => covariate,
	before: 'before weighting',
	after: 'after weighting',
	threshold: 'within 0.1: alike',
	none: 'not computed',
	table: {
		...{ covariate: 'Covariate', treated: 'Treated', comparison: 'Comparison' },
		...{ before: 'Before', after: 'After', varianceRatio: 'Variances', distance: 'Distance' }
	}
};

export const overlapWords = {
	unit: 'Share of the people of each group',
	score: 'How likely to be treated, by what was known before',
	treated: 'treated',
	comparison: 'comparison',
	table: { score: 'Score', treated: 'Treated', comparison: 'Comparison' }
};

export const sensitivityWords = {
	unit: eventWords.unit,
	restriction: {
		'relative-magnitudes': 'Trends differ after the start at most M times as much as before',
		smoothness: 'The difference of trends bends at most by M a year'
	},
	size: (size: number) => `M = ${size}`,
	gridEdge: 'goes on beyond the search',
	none: 'no effect agrees with it',
	...directions,
	table: { restriction: 'Restriction', size: 'Size', ...limits, edge: 'Edge' }
};

export const specificationWords = {
	unit: eventWords.unit,
	main: 'Main effect',
	change: ({ change }: { change: string }) => `With another ${change.replace('-', ' ')}`,
	changes: 'One thing changed',
	placebos: 'Where nothing is expected',
	refusal: ({ reason }: { reason: string }) => `refused: ${reason.replaceAll('-', ' ')}`,
	none: 'none',
	...directions,
	table: { change: 'Change', estimate: 'Effect', ...limits, reason: 'Reason' }
};

export const acceptabilityWords = {
	unit: 'How likely the programme is worth its cost',
	willingness: 'Dollars for one homicide less',
	table: { willingness: 'Dollars', probability: 'Probability' }
};
