import type { Records, SourceRecord } from '#lib/readers/records.ts';

/** All records of a table. */
export async function recordList({ batches }: Pick<Records, 'batches'>): Promise<SourceRecord[]> {
	const all: SourceRecord[] = [];
	for await (const batch of batches) all.push(...batch);
	return all;
}

/** The values of all records. */
export async function valueRows(records: Pick<Records, 'batches'>): Promise<(readonly string[])[]> {
	return (await recordList(records)).map(({ values }) => values);
}
