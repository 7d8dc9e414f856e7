import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { AnswerTable } from '#lib/export/tables/answer-table.ts';
import { chartFile } from '#lib/export/tables/chart-file.ts';
import { type ShownFigure, shownRow } from '#lib/model/shown-answer.ts';
import { exportedBytes, tableFormats } from '../../support/export-readings.ts';
import { exportedAnswer, nastyTable, noFigure, shownAnswer } from '../../support/shown-answers.ts';
import { tinyEstimate } from '../../support/tiny-release.ts';

const secrets = fc.record({
	estimate: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
	standard_error: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
	lower: fc.double({ min: 0, max: 0.5, noNaN: true }),
	upper: fc.double({ min: 0.5, max: 1, noNaN: true }),
	n: fc.integer({ min: 1, max: 4 }),
	events: fc.integer({ min: 0, max: 4 }),
	df: fc.integer({ min: 1, max: 300 }),
	deff: fc.double({ min: 0.5, max: 9, noNaN: true }),
	quality: fc.constantFrom('reliable', 'unreliable'),
	quality_reasons: fc.integer({ min: 1, max: 99 }).map((n) => `n ${n} < 100`)
});
type Secrets = typeof secrets extends fc.Arbitrary<infer Values> ? Values : never;

const domain = [{ concept: 'area', category: 'minus' }];
const tableWith = (figure: ShownFigure): AnswerTable =>
	nastyTable({ answers: [exportedAnswer({ answer: shownAnswer({ figures: [figure] }) })] });

/** Made from a row that holds what it must not, and is marked. */
const fromRow = (hidden: Secrets) =>
	tableWith(shownRow(tinyEstimate({ ...hidden, suppressed: true }), domain));

/** Made from a figure into which the numbers were smuggled. */
function fromFigure(hidden: Secrets) {
	const { n, estimate, standard_error: standardError, lower, upper, df, deff } = hidden;
	const smuggled = { n, estimate, standardError, lower, upper, df, deff, details: [String(n)] };
	return tableWith({ ...noFigure({ domain }), ...smuggled });
}

/** The content of a file; of a workbook without the hour at which it was packed. */
async function content(format: (typeof tableFormats)[number], table: AnswerTable) {
	const bytes = await exportedBytes(format, table);
	return format.id === 'xlsx' ? unzipSync(bytes) : bytes;
}

describe('what is suppressed', () => {
	test.for(tableFormats)('makes no difference to a file, whatever it is: $id', async (format) => {
		const clean = await content(format, tableWith(noFigure({ domain })));
		await fc.assert(
			fc.asyncProperty(secrets, async (hidden) => {
				expect(await content(format, fromRow(hidden))).toEqual(clean);
				expect(await content(format, fromFigure(hidden))).toEqual(clean);
			}),
			{ numRuns: 10 }
		);
	});

	test('does make one where it is not marked', async () => {
		const [csv] = tableFormats;
		const shown = shownRow(tinyEstimate(), domain);
		const other = shownRow(tinyEstimate({ estimate: 0.26 }), domain);
		expect(await content(csv!, tableWith(shown))).not.toEqual(
			await content(csv!, tableWith(other))
		);
	});

	test('is not in a picture by what only a program would see', () => {
		const hidden = [
			'<title>0.123</title>',
			'<desc>0.123</desc>',
			'<metadata><a>0.123</a></metadata>',
			'<!-- 0.123 -->',
			'<circle r="1" data-value="0.123" aria-label="0.123" onclick="f(0.123)"/>',
			'<script>0.123</script><style>.a { width: 0.123px }</style>',
			'<image href="data:,0.123"/><foreignObject><p>0.123</p></foreignObject>',
			'<g aria-description="0.123"><text class="v0.123">suprimido</text></g>'
		];
		const svg = `<svg width="300" height="100">${hidden.join('')}</svg>`;
		const frame = { title: 't', subtitle: 's', notes: [], source: 'q', date: 'd', address: 'a' };
		const literals = { '--ink': 'black', '--ink-soft': 'gray', '--paper': 'white' };
		const file = chartFile({ svg, frame, literals });
		expect(file.svg).not.toContain('0.123');
		expect(file.svg).toContain('suprimido');
		expect(file.svg).toContain('<circle r="1"/>');
	});
});
