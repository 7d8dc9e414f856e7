import { z } from 'zod';
import { period } from '../period.ts';
import { slug } from '../identifiers.ts';
import { territoryId } from '../territory.ts';
import { register } from './entry.ts';

/** Two monthly series of a territory that stand one above the other: arrivals, and something local. */
export const tourismRegister = register('tourism', {
	territory: slug,
	/** Declared series without dimensions. */
	arrivals: slug,
	local: slug
});

const point = z.strictObject({
	period,
	/** Null: none, or not complete. */
	value: z.number().nullable(),
	/** Of the same month a year before. */
	before: z.number().nullable()
});
export type MonthPoint = z.infer<typeof point>;

/** `pages/registers/tourism-figures.json`: both series of each entry, on the same months. */
export const tourismFigures = z.array(
	z.strictObject({
		id: slug,
		territory: territoryId,
		arrivals: z.array(point),
		local: z.array(point)
	})
);
export type TourismFigures = z.infer<typeof tourismFigures>;

interface MonthValue {
	readonly period: string;
	readonly value: number | null;
}

/** The months that both series have, each with the value of the same month a year before. */
export function sharedMonths(
	arrivals: readonly MonthValue[],
	local: readonly MonthValue[]
): { readonly arrivals: MonthPoint[]; readonly local: MonthPoint[] } {
	const [own, other] = [valuesOf(arrivals), valuesOf(local)];
	const months = [...own.keys()].filter((month) => other.has(month)).sort();
	const points = (values: ReadonlyMap<string, number | null>) =>
		months.map((month): MonthPoint => ({
			...{ period: month, value: values.get(month) ?? null },
			before: values.get(yearBefore(month)) ?? null
		}));
	return { arrivals: points(own), local: points(other) };
}

const valuesOf = (all: readonly MonthValue[]) =>
	new Map(all.map(({ period: month, value }) => [month, value]));

const yearBefore = (month: string) => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
