import type { SavCell, SavVariable } from './sav-writer.ts';

/** Seconds since 14 October 1582, as SPSS counts dates. */
export const savSeconds = (iso: string) => Date.parse(`${iso}Z`) / 1000 + 12_219_379_200;

/** A little of everything that an SPSS system file can hold. */
export const savSurvey: readonly SavVariable[] = [
	{
		name: 'consumió_alguna_vez',
		label: '¿Ha consumido alguna vez?',
		labels: [
			[1, 'Sí'],
			[2, 'No'],
			[9, 'No responde']
		],
		missing: [9]
	},
	{ name: 'edad', missingRange: [97, Infinity], missing: [-1] },
	{ name: 'weight', label: 'Expansion factor' },
	{ name: 'sexo', width: 1, labels: [['F', 'Femenino']], missing: ['X'] },
	{
		name: 'place',
		width: 20,
		labels: [['Valparaíso', 'Region of Valparaíso']],
		missing: ['unknown', 'refused']
	},
	{ name: 'story', width: 600, label: 'In their own words' },
	{ name: 'interviewed', format: 20 },
	{ name: 'begun', format: 22 }
];

const story = 'Ñandú, avestruz y más. '.repeat(22).trimEnd();
const day = savSeconds('2019-03-01T00:00:00');

export const savSurveyRows: readonly (readonly SavCell[])[] = [
	[1, 34, 1234.5678, 'F', 'Valparaíso', story, day, day + 3600 * 13 + 62.5],
	[2, 98, 0.1, 'M', 'unknown', '', undefined, undefined],
	[9, -1, -3, 'X', '', 'short', day + 86_400, day],
	[undefined, undefined, 1e15, '', ' leading', 'ends with blanks   ', day, day]
];

/** What the records are as texts. */
export const savSurveyValues: readonly (readonly string[])[] = [
	['1', '34', '1234.5678', 'F', 'Valparaíso', story, '2019-03-01', '2019-03-01T13:01:02.5'],
	['2', '98', '0.1', 'M', 'unknown', '', '', ''],
	['9', '-1', '-3', 'X', '', 'short', '2019-03-02', '2019-03-01T00:00:00'],
	[
		...['', '', '1000000000000000', '', ' leading', 'ends with blanks'],
		...['2019-03-01', '2019-03-01T00:00:00']
	]
];
