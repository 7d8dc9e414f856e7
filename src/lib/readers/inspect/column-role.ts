import type { ColumnProfile } from './column-profile.ts';
import { mostCodes, shownCodes } from './column-profile.ts';

export type ColumnKind = 'code' | 'number' | 'date' | 'text' | 'blank';

/** What a column seems to be for, by its name and label; a person decides. */
export type ColumnRole = 'key' | 'weight' | 'stratum' | 'psu' | 'personal' | 'coordinate';

export interface RoleGuess {
	readonly role: ColumnRole;
	/** A weak guess is told, and left out of the draft. */
	readonly isWeak: boolean;
	readonly why: string;
}

const longestCode = 40;
/** A text that nearly everybody has for themselves is no answer from a list. */
const leastRowsACode = 2;

/** What the values of a column are, whatever it is called. */
export function columnKind(profile: ColumnProfile, hasLabels: boolean): ColumnKind {
	const { rows, blanks, distinct, numbers, dates, fractions, commas, leadingZeros } = profile;
	const filled = rows - blanks;
	if (filled === 0) return 'blank';
	const isWritten = leadingZeros > 0 && numbers === filled && fractions === 0;
	if ((hasLabels || isWritten) && distinct <= mostCodes) return 'code';
	if (dates === filled) return 'date';
	if (fractions > 0 && numbers === filled) return 'number';
	if (commas > 0 && numbers + commas === filled) return 'number';
	if (distinct <= shownCodes && isCodeList(profile, filled)) return 'code';
	return numbers === filled ? 'number' : 'text';
}

function isCodeList({ numbers, distinct, longest }: ColumnProfile, filled: number): boolean {
	if (longest > longestCode) return false;
	return distinct * leastRowsACode <= filled || (numbers === filled && longest <= 2);
}

type Rule = readonly [role: ColumnRole, pattern: RegExp, isWeak?: boolean];

/** Names that offices of the Americas use; the first that fits is taken. */
const names: readonly Rule[] = [
	['weight', /^(fex|fac|fact|factor|wt|wgt|weight|pond|pondera|ponderador|peso)(_|\d|$)/i],
	['weight', /^(fexp|expan|weight|pondera|fact_?(pers|hog)|faktor)/i],
	['weight', /(_weight|_wt|_pond|_fex)$/i],
	['psu', /^(upm|psu|conglomerado|cluster|ups?_?dis|conglom|segmento)(_|\d|$)/i],
	['psu', /(_psu|_upm|_cluster)$/i],
	[
		'stratum',
		/^(est_?dis|var_?strat|strat|stratum|strata|estrato_?(dis|var|mues)\w*|vstrat|upmestr)/i
	],
	['stratum', /(_stratum|_strata|_strat)$/i],
	['stratum', /^(estrato|estrat)(_|\d|$)/i, true],
	[
		'personal',
		/(^|_)(nombres?|apellidos?|nomes?|sobrenome|surname|first_?name|last_?name|full_?name|telefono|telefone|phone|celular|correo|e?mail|direccion|endereco|address|cedula|dni|rut|run|cpf|curp|rfc|passport|pasaporte|documento)(_|\d|$)/i
	],
	['personal', /^(name|nom|prenom)$/i],
	[
		'coordinate',
		/(^|_)(lat|latitude?|latitud|lon|lng|long|longitude?|longitud|gps|coord\w*|geopoint|utm_?\w?)(_|\d|$)/i
	],
	[
		'key',
		/^(id|folio|llave|key|clave|directorio|secuencia\w*|orden|uuid|caseid|seqn?|record)(_|\d|$)/i
	],
	['key', /(_id|_uuid|_folio|_idr)$/i]
];

const labels: readonly Rule[] = [
	[
		'weight',
		/factor(es)? de (expansi|pondera)|expansion factor|sampling weight|fator de expans|poids/i
	],
	['psu', /unidad primaria de muestreo|primary sampling unit|conglomerado|unidade prim[aá]ria/i],
	['stratum', /estrato (de|del) (dise|muestr|varian)|sampling strat|design strat/i],
	[
		'personal',
		/nombre (y|del?) (apellido|la persona|entrevistad|encuestad|informante)|n[uú]mero de (tel|c[eé]dula|documento)|telephone number|full name/i
	],
	['coordinate', /\b(latitude?|longitude?|coordenadas?)\b/i],
	['key', /identificador|identifier|llave (que|de)/i]
];

const isSocioEconomic = /tarifa|socio-?econ|nivel econ/i;

/** What a column is for, if its name says so, or its label where its codes do not tell otherwise. */
export function roleGuess(
	name: string,
	label: string | undefined,
	hasCodes: boolean
): RoleGuess | undefined {
	const own = fitting(names, name);
	if (own?.role === 'stratum' && label !== undefined && isSocioEconomic.test(label))
		return { ...own, isWeak: true, why: 'its name says so, but its label something else' };
	if (own) return own;
	const told = label === undefined || hasCodes ? undefined : fitting(labels, label);
	return told && { ...told, why: 'its label says so' };
}

function fitting(rules: readonly Rule[], text: string): RoleGuess | undefined {
	const rule = rules.find(([, pattern]) => pattern.test(text));
	return rule && { role: rule[0], isWeak: rule[2] ?? false, why: 'its name says so' };
}

/** A column of whole numbers or texts that no two rows share may name whom they are about. */
export function uniqueRole({
	rows,
	distinct,
	fractions,
	dates
}: ColumnProfile): RoleGuess | undefined {
	const isUnique = rows > 1 && distinct === rows && fractions === 0 && dates === 0;
	return isUnique
		? { role: 'key', isWeak: true, why: 'every row has a value of its own' }
		: undefined;
}

/** Columns whose values are counted and never shown. */
export function isPrivate(role: ColumnRole | undefined): boolean {
	return role === 'personal' || role === 'coordinate' || role === 'key' || role === 'psu';
}
