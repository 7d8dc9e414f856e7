import { secondarySuppression } from '../../pipelines/steps/protect/linked/secondary-suppression.ts';
import { tightCells } from '../../pipelines/steps/protect/linked/tight-cells.ts';
import { type LinkedSystem, linkedSystem } from './linked-systems.ts';

const protection = { k: 3, share: 0.2 };

export interface ProtectionTimes {
	readonly systems: number;
	readonly tables: number;
	readonly cells: number;
	readonly primary: number;
	readonly second: number;
	readonly suppressionSeconds: number;
	readonly auditSeconds: number;
	/** Of the one that takes longest. */
	readonly slowestSeconds: number;
	readonly linearPrograms: { readonly suppression: number; readonly audit: number };
	/** Cost of all second cells, and what no choice can be below. */
	readonly lost: number;
	readonly bound: number;
	/** Cells that the audit found too narrow: none. */
	readonly tight: number;
}

/** Protects and audits systems of linked tables, until there are at least as many as asked for. */
export async function measureProtection(least: {
	readonly tables: number;
	readonly cells: number;
}): Promise<ProtectionTimes> {
	let sum = nothing;
	for (let seed = 1; sum.tables < least.tables || sum.cells < least.cells; seed++)
		sum = added(sum, await timesOf(linkedSystem(seed)));
	return sum;
}

const nothing: ProtectionTimes = {
	...{ systems: 0, tables: 0, cells: 0, primary: 0, second: 0 },
	...{ suppressionSeconds: 0, auditSeconds: 0, slowestSeconds: 0 },
	linearPrograms: { suppression: 0, audit: 0 },
	...{ lost: 0, bound: 0, tight: 0 }
};

async function timesOf({ tables, primary, published }: LinkedSystem): Promise<ProtectionTimes> {
	const start = performance.now();
	const choice = await secondarySuppression(tables, primary, protection);
	const chosen = performance.now();
	const audit = await tightCells(tables, choice.suppressed, protection);
	const end = performance.now();
	const marked = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0);
	return {
		...{ systems: 1, tables: published, cells: primary.length, primary: marked(primary) },
		second: marked(choice.suppressed) - marked(primary),
		suppressionSeconds: (chosen - start) / 1000,
		auditSeconds: (end - chosen) / 1000,
		slowestSeconds: (end - start) / 1000,
		linearPrograms: { suppression: choice.linearPrograms, audit: audit.linearPrograms },
		...{ lost: choice.lost, bound: choice.bound, tight: audit.tight.length }
	};
}

function added(a: ProtectionTimes, b: ProtectionTimes): ProtectionTimes {
	return {
		systems: a.systems + b.systems,
		tables: a.tables + b.tables,
		cells: a.cells + b.cells,
		primary: a.primary + b.primary,
		second: a.second + b.second,
		suppressionSeconds: a.suppressionSeconds + b.suppressionSeconds,
		auditSeconds: a.auditSeconds + b.auditSeconds,
		slowestSeconds: Math.max(a.slowestSeconds, b.slowestSeconds),
		linearPrograms: {
			suppression: a.linearPrograms.suppression + b.linearPrograms.suppression,
			audit: a.linearPrograms.audit + b.linearPrograms.audit
		},
		lost: a.lost + b.lost,
		bound: a.bound + b.bound,
		tight: a.tight + b.tight
	};
}
