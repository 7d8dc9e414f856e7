import type { Instance } from './instance.ts';

const text = (words: string) => ({ es: words, en: words });

const outcome = (id: string, role: string, fields: object = {}) => ({
	...{ id, role, label: text(id), family: id, measures: 'population', direction: 'down' },
	...{ scale: { kind: 'percent' }, column: id.replaceAll('-', '_') },
	...fields
});

/** As short as a declaration of a programme may be; two by two on a table of a source. */
export const testProgramme = {
	...{ id: 'test-programme', title: text('Test'), summary: text('Test'), type: 'treatment' },
	...{ groups: ['communities'], stage: 'piloting', country: 'XTT', started: '2020' },
	...{
		origin: { kind: 'official' },
		producer: 'Test office',
		citation: 'Test',
		licence: 'CC0-1.0'
	},
	tier: 'open',
	files: [{ id: 'panel', path: 'panel.csv', format: 'csv', key: ['place', 'year'] }],
	...{ question: text('?'), population: text('all'), treatment: text('it') },
	...{ comparison: text('none'), estimand: 'ATT', registration: { kind: 'not-registered' } },
	outcomes: [outcome('seen', 'main'), outcome('harmed', 'harm', { harm: 'trust' })],
	design: {
		kind: 'panel',
		table: { file: 'panel', unit: 'place', period: 'year', start: 'start' },
		time: { unit: 'year' },
		estimator: 'two-by-two',
		geography: { kind: 'none', why: text('not known') }
	}
};

const cause = (id: string, field = 'cause') => ({
	...{ scale: { kind: 'event' }, column: undefined },
	[field]: id
});

/** People followed by their arm. */
export const testCohort = {
	...testProgramme,
	tier: 'protected',
	outcomes: [
		outcome('again', 'main', cause('again')),
		outcome('died', 'harm', { harm: 'other', ...cause('died') })
	],
	design: {
		...{ kind: 'cohort', table: { file: 'panel', arm: 'arm', time: 'weeks', event: 'end' } },
		...{ arms: { treated: 'a', comparison: 'b' }, unit: 'week', timeZero: 'assignment' },
		...{ analysed: 'assigned', event: 're-arrest', atRisk: 'calendar' },
		cause: { id: 'again', label: text('again'), codes: ['again'] },
		competing: [{ id: 'died', label: text('died'), codes: ['died'] }],
		...{ censored: ['end'], disclosure: 'test-rules' }
	}
};

const indicator = (id: string) => ({ scale: { kind: 'share' }, column: undefined, indicator: id });

/** Two waves of the survey of the test instance, by territory. */
export const testSurveyProgramme = {
	...testProgramme,
	...{ origin: { kind: 'surveys', synthetic: true }, files: [] },
	outcomes: [
		outcome('seen', 'main', indicator('sees-sale')),
		outcome('harmed', 'harm', { harm: 'trust', ...indicator('sees-sale') })
	],
	design: {
		...{ kind: 'survey', before: ['test-2022'], after: ['test-2024'] },
		...{ treated: ['north'], comparison: ['south'] }
	}
};

/** The fictional country that programmes are in, and its two territories. */
export function addPlaces({ yaml }: Instance): void {
	const place = (id: string) => ({ id, name: text(id) });
	const list = { source: 'Test', level: 'country', territories: [place('XTT')] };
	yaml('data/territories/places.yaml', { id: 'places', ...list });
	yaml('data/territories/regions.yaml', {
		...{ id: 'regions', level: 'state', parent: 'XTT', source: 'Test' },
		territories: [place('north'), place('south')]
	});
}
