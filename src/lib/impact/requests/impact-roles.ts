import type { ImpactTerm } from '#lib/model/impact-fields.ts';
import type { ImpactRequest } from '#lib/model/impact-request.ts';

/** A column that a request names, and what it has to hold. */
export interface ImpactRole {
	/** `covariates[1].category` */
	readonly field: string;
	readonly column: string;
	readonly kind: 'number' | 'label';
}

/** Fields whose text is the name of a column, wherever they stand in a request. */
const kinds: Readonly<Record<string, ImpactRole['kind']>> = {
	...{ unit: 'label', start: 'label', cluster: 'label', arm: 'label', strata: 'label' },
	...{ study: 'label', name: 'label' },
	...{ running: 'number', after: 'number', before: 'number' },
	...{ exposureAfter: 'number', exposureBefore: 'number' },
	...{ period: 'number', outcome: 'number', treated: 'number', weight: 'number' },
	...{ exposure: 'number', time: 'number', event: 'number', entry: 'number' },
	...{ estimate: 'number', standardError: 'number', p: 'number' }
};

/** The columns that a request needs, in the order of its fields. */
export function impactRoles(request: ImpactRequest): ImpactRole[] {
	const all: [string, unknown][] = Object.entries(request);
	return all.flatMap(([field, value]) => {
		if ((field === 'of' || field === 'control') && isObject(value))
			return Object.entries(value).flatMap(([own, inner]) =>
				rolesOf(own, inner, `${field}.${own}`)
			);
		return rolesOf(field, value, field);
	});
}

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function rolesOf(name: string, value: unknown, field: string): ImpactRole[] {
	const kind = kinds[name];
	if (kind !== undefined && typeof value === 'string') return [{ field, column: value, kind }];
	if (name !== 'covariates' && name !== 'moderators') return [];
	return (value as readonly ImpactTerm[]).map((term, i) =>
		typeof term === 'string'
			? { field: `${field}[${i}]`, column: term, kind: 'number' }
			: { field: `${field}[${i}].category`, column: term.category, kind: 'label' }
	);
}

/** Roles that may share the column of another: clusters are often the units, or the strata. */
const mayShare = new Set(['cluster', 'strata']);

/** The fields whose column stands in another role already, with the field that has it. */
export function sharedColumns(roles: readonly ImpactRole[]): { role: ImpactRole; with: string }[] {
	const taken = new Map<string, string>();
	return roles.flatMap((role) => {
		const last = role.field.split('.').at(-1) ?? '';
		if (mayShare.has(last)) return [];
		const other = taken.get(role.column);
		if (other === undefined) taken.set(role.column, role.field);
		return other === undefined ? [] : [{ role, with: other }];
	});
}
