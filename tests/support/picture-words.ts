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
		...{ name: 'Programme', group: 'Type', estimate: 'Effect', lower: 'From', upper: 'To' },
		...{ weight: 'Weight', text: 'In words' }
	}
};
