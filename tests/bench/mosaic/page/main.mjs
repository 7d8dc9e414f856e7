import { div, mul, sum } from '@uwdata/mosaic-sql';
import * as vg from '@uwdata/vgplot';
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';

/*
 * Weighted shares of the pool in three plots that filter each other, as the documentation of vgplot
 * shows it (crossfilter, intervals, pre-aggregation on). No standard errors: Mosaic has none of a
 * weighted mean. Its DuckDB reads no Parquet without fetching an extension, so that the same
 * statements as for the file make the rows inside the engine; loading is not compared.
 */
const weightedShare = div(sum(mul('weight', 'used')), sum('weight'));

async function start(statements) {
	const database = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
	await database.instantiate(moduleUrl);
	const connection = await database.connect();
	await connection.query('SET autoload_known_extensions = false');
	await connection.query('SET autoinstall_known_extensions = false');
	for (const statement of statements) await connection.query(statement);
	vg.coordinator().databaseConnector(vg.wasmConnector({ duckdb: database, connection }));
}

/** A horizontal bar for each value of a column; the pointer chooses an interval of them. */
function view(column, { height, choice }) {
	return vg.plot(
		vg.ruleY(vg.from('pool', { filterBy: choice }), {
			...{ x: weightedShare, y: column, strokeWidth: 8 }
		}),
		vg.intervalY({ as: choice }),
		vg.xDomain([0, 0.2]),
		vg.yDomain([-0.5, height - 0.5]),
		vg.width(400),
		vg.height(40 * height + 60)
	);
}

async function show(columns) {
	const choice = vg.Selection.crossfilter();
	const views = columns.map(({ name, categories }) => {
		const plot = view(name, { height: categories, choice });
		plot.dataset.column = name;
		return plot;
	});
	document.querySelector('#views').replaceChildren(...views);
}

/** A first answer of one column alone, for a click. */
function answer(column) {
	const button = document.createElement('button');
	button.textContent = column.name;
	button.addEventListener('click', () => {
		const choice = vg.Selection.crossfilter();
		document
			.querySelector('#views')
			.replaceChildren(view(column.name, { height: column.categories, choice }));
	});
	document.body.prepend(button);
}

globalThis.mosaic = { start, show, answer };
