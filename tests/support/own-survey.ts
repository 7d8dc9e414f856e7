import { type Bytes, utf8 } from './byte-sources.ts';
import { type SavVariable, savFile } from './sav-writer.ts';

/** Whose file it is nobody says: three strata of four units of ten people, with codes of no answer. */
export const ownNames = ['folio', 'estrato', 'upm', 'fex', 'sexo', 'edad', 'consumo'] as const;

/** A number from 0 up to, but without, `below`, the same at every run. */
const drawn = (seed: number, below: number) =>
	((Math.imul(seed + 1, 0x9e3779b1) >>> 0) / 2 ** 32) * below;

const rows = Array.from({ length: 120 }, (_, i): number[] => {
	const [stratum, unit] = [Math.floor(i / 40) + 1, Math.floor(i / 10) + 1];
	const weight = Math.round(1000 + 500 * stratum + drawn(i, 900)) / 10;
	const age = i % 17 === 0 ? 99 : 18 + Math.floor(drawn(i + 500, 50));
	const answer = drawn(i + 900, 1) < 0.2 + 0.15 * stratum ? 1 : 2;
	const used = i % 29 === 0 ? 8 : i % 31 === 0 ? 9 : answer;
	return [10_000 + i, stratum, unit, weight, 1 + Math.floor(drawn(i + 77, 2)), age, used];
});

/** The rows as a CSV, as an office that writes no labels gives it out. */
export const ownCsv = (of: readonly (readonly (number | string)[])[] = rows): string =>
	`${[ownNames, ...of].map((row) => row.join(',')).join('\n')}\n`;

export const ownRows: readonly (readonly number[])[] = rows;

const variables: readonly SavVariable[] = [
	{ name: 'folio', label: 'Número de encuesta' },
	{ name: 'estrato', label: 'Estrato de muestreo' },
	{ name: 'upm', label: 'Unidad primaria de muestreo' },
	{ name: 'fex', label: 'Factor de expansión' },
	{
		...{ name: 'sexo', label: 'Sexo' },
		labels: [
			[1, 'Hombre'],
			[2, 'Mujer']
		]
	},
	{ name: 'edad', label: 'Edad en años', missing: [99] },
	{
		...{ name: 'consumo', label: '¿Ha consumido alguna vez?' },
		labels: [
			[1, 'Sí'],
			[2, 'No'],
			[8, 'No sabe'],
			[9, 'No responde']
		]
	}
];

/** The same rows as an SPSS file, with labels. */
export const ownSav = (): Bytes => savFile(variables, rows, { encoding: 'UTF-8' });

export const ownCsvBytes = (): Bytes => utf8(ownCsv());
