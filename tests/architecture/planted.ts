/** Files that break one rule each, by the rule that must find them. */
export const planted: readonly { rule: string; file: string; source: string }[] = [
	...[
		['stats', `import '#lib/model/known.ts';`],
		['model', `import '../stats/known.ts';`],
		['format', `export { known } from '#lib/model/known.ts';`],
		['i18n', `export const late = () => import('#lib/format/known.ts');`],
		['readers', `import '#lib/estimate/known.ts';`],
		['estimate', `import type { Known } from '#lib/impact/known.ts';`],
		['impact', `import '#lib/format/known.ts';`],
		['results', `import '#lib/impact/known.ts';`],
		['boards', `import '#lib/format/known.ts';`],
		['offline', `import '#lib/format/known.ts';`],
		['engine', `import '#lib/stats/known.ts';`],
		['workers', `import '#lib/charts/known.ts';`],
		['export', `import '#lib/engine/known.ts';`],
		['state', `import '#lib/format/known.ts';`],
		['components', `import type { Known } from '#lib/engine/known.ts';`],
		['charts', `import '#lib/stats/known.ts';`]
	].map(([room, source]) => ({
		rule: `room:${room ?? ''}`,
		file: `src/lib/${room ?? ''}/breaks-the-table.ts`,
		source: source ?? ''
	})),
	{
		rule: 'room:components',
		file: 'src/lib/components/Breaks.svelte',
		source: `<script lang="ts">
	import { known } from '#lib/engine/known.ts';
	const answer: number = known;
</script>

<p>{answer}</p>`
	},
	{
		rule: 'room:charts',
		file: 'src/lib/charts/shows-a-page.ts',
		source: `import '../../routes/Page.svelte';`
	},
	{
		rule: 'room:routes',
		file: 'src/routes/runs-a-step.ts',
		source: `import '../../pipelines/known.ts';`
	},
	{ rule: 'room:pipelines', file: 'pipelines/draws.ts', source: `import '#lib/charts/known.ts';` },
	{ rule: 'room:pipelines', file: 'pipelines/tests.ts', source: `import '../tests/known.ts';` },
	{
		rule: 'types-only:charts',
		file: 'src/lib/charts/estimates.ts',
		source: `import { known } from '#lib/estimate/known.ts';\nexport const more = known;`
	},
	{
		rule: 'types-only:components',
		file: 'src/lib/components/evaluates.svelte.ts',
		source: `import { known, type Known } from '#lib/impact/known.ts';
export const more: Known = known;`
	},
	{ rule: 'common', file: 'src/lib/errors.ts', source: `import '#lib/model/known.ts';` },
	{ rule: 'homeless', file: 'src/lib/utils/anything.ts', source: `export const anything = 1;` },
	{ rule: 'homeless', file: 'src/lib/loose.ts', source: `export const loose = 1;` },
	{
		rule: 'no-cycle',
		file: 'src/lib/stats/egg.ts',
		source: `import type { hen } from './hen.ts';\nexport const egg = (parent: typeof hen) => parent;`
	},
	{ rule: 'found', file: 'src/lib/format/lost.ts', source: `import '#lib/format/nowhere.ts';` },
	{ rule: 'found', file: 'src/routes/other-alias.ts', source: `import '$lib/errors.ts';` },
	...[
		['duckdb-wasm', 'src/lib/workers/', `import '@duckdb/duckdb-wasm';`],
		['duckdb-wasm', 'src/routes/', `import '@duckdb/duckdb-wasm/dist/eh.wasm?url';`],
		['arrow', 'src/lib/workers/', `import type { Table } from 'apache-arrow';`],
		['arrow', 'src/lib/export/', `import 'apache-arrow';`],
		['hyparquet', 'src/lib/engine/', `import 'hyparquet';`],
		['hyparquet', 'pipelines/', `import 'hyparquet-compressors';`],
		['file-writers', 'src/routes/', `import 'write-excel-file';`],
		['file-writers', 'pipelines/', `export const writer = () => import('hyparquet-writer');`],
		['plot', 'src/routes/', `import * as Plot from '@observablehq/plot';`],
		['linkedom', 'src/lib/charts/', `import 'linkedom';`],
		['kit', 'src/lib/state/', `import '$app/navigation';`],
		['kit', 'src/lib/components/', `import type { Page } from '@sveltejs/kit';`],
		['highs', 'pipelines/steps/protect/linked/', `import 'highs';`],
		['node-duckdb', 'src/lib/engine/', `import '@duckdb/node-api';`],
		['node-builtins', 'src/lib/readers/', `import 'node:fs';`],
		['node-builtins', 'src/lib/export/', `import { join } from 'path';`],
		['node-builtins', 'src/routes/', `import 'node:fs/promises';`]
	].map(([door, folder, source], index) => ({
		rule: `door:${door ?? ''}`,
		file: `${folder ?? ''}opens-${door ?? ''}-${index}.ts`,
		source: source ?? ''
	}))
];

/** Files that break nothing, each at the edge of a rule. */
export const allowed: readonly { file: string; source: string }[] = [
	{
		file: 'src/lib/charts/shows-estimates.ts',
		source: `import type { Known } from '#lib/estimate/known.ts';
import * as Plot from '@observablehq/plot';
export const plot = (known: Known) => Plot.plot(known);`
	},
	{
		file: 'src/lib/charts/draw.server.ts',
		source: `import { parseHTML } from 'linkedom';\nexport const document = parseHTML('');`
	},
	{
		file: 'src/lib/engine/open.ts',
		source: `import wasm from '@duckdb/duckdb-wasm/dist/eh.wasm?url';
import { tableToIPC } from 'apache-arrow';
export const open = () => [wasm, tableToIPC];`
	},
	{
		file: 'src/lib/readers/parquet/parquet.ts',
		source: `import 'hyparquet';\nimport 'hyparquet-compressors';\nimport '#lib/model/known.ts';`
	},
	{
		file: 'src/lib/components/Shows.svelte',
		source: `<script lang="ts">
	import type { Known } from '#lib/estimate/known.ts';
	let { known }: { known: Known } = $props();
</script>

<p>{known}</p>`
	},
	{
		file: 'src/routes/page.server.ts',
		source: `import { readFile } from 'node:fs/promises';
import { base } from '$app/paths';
import type { PageServerLoad } from './$types';
export const load: PageServerLoad = () => readFile(base);`
	},
	{
		file: 'src/lib/stats/hen.ts',
		source: `import { egg } from './egg.ts';\nexport const hen = () => egg;`
	},
	{
		file: 'pipelines/builds.ts',
		source: `import { DuckDBInstance } from '@duckdb/node-api';
import { readFile } from 'node:fs/promises';
import { known } from '#lib/export/known.ts';
export const all = [DuckDBInstance, readFile, known];`
	}
];
