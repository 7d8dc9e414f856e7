import type { DtaCell, DtaFileOptions, DtaVariable } from './dta-writer.ts';

export const dtaReleases = [113, 114, 115, 117, 118, 119] as const;

/** All forms in which a file can hold the same records. */
export const dtaForms = dtaReleases.flatMap((release) =>
	[true, false].map((littleEndian) => ({ release, littleEndian }))
);

/** Long texts came with 117. */
export const dtaSurvey = (release: DtaFileOptions['release']): DtaVariable[] => [
	{ name: 'consumo', type: 'byte', label: '¿Ha consumido?', labels: 'sino', format: '%8.0g' },
	{ name: 'edad', type: 'int' },
	{ name: 'ingreso', type: 'long', labels: 'ingreso' },
	{ name: 'part', type: 'float' },
	{ name: 'weight', type: 'double', label: 'Expansion factor', format: '%12.4f' },
	{ name: 'place', type: 12 },
	{ name: 'interviewed', type: 'int', format: '%td' },
	{ name: 'begun', type: 'double', format: '%tcDDmonCCYY_HH:MM:SS' },
	...(release < 117 ? [] : [{ name: 'story', type: 'strL' } as const])
];

export const dtaLabelSets = {
	sino: [
		[1, 'Sí'],
		[2, 'No'],
		['.a', 'No responde']
	],
	ingreso: [[-2_147_483_647, 'debt'] as const]
} as const;

const story = 'Ñandú, avestruz y más. '.repeat(300);
const stories: DtaCell[] = [story, '', 'short', story];

export const dtaSurveyRows = (release: DtaFileOptions['release']): DtaCell[][] =>
	[
		[1, 34, 2_147_483_620, 0.5, 1234.5678, 'Valparaíso', 21_609, 1_867_017_723_250],
		[2, '.', '.', '.', '.', '', '.', '.'],
		['.a', '.b', '.c', '.y', '.z', 'twelve bytes', '.d', '.e'],
		[-127, -32_767, -2_147_483_647, -(2 ** 100), 1e300, ' blank ', -3653, 0]
	].map((row, i) => (release < 117 ? row : [...row, stories[i]!]));

/** What the records are as texts. */
export const dtaSurveyValues = (release: DtaFileOptions['release']): string[][] =>
	[
		[
			...['1', '34', '2147483620', '0.5', '1234.5678', 'Valparaíso'],
			...['2019-03-01', '2019-03-01T00:02:03.25']
		],
		['2', '', '', '', '', '', '', ''],
		['.a', '.b', '.c', '.y', '.z', 'twelve bytes', '.d', '.e'],
		[
			...['-127', '-32767', '-2147483647', String(-(2 ** 100)), '1e+300', ' blank '],
			...['1949-12-31', '1960-01-01T00:00:00']
		]
	].map((row, i) => (release < 117 ? row : [...row, stories[i] as string]));
