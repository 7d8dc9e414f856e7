const millisecondsOfDay = 86_400_000;

/** Whole days from one day to another, such as 2024-01-01 and 2024-12-31. */
export const daysBetween = (from: string, to: string): number =>
	(Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsOfDay;
