import { describe, expect, test } from 'vitest';
import { analysisScript } from '#lib/export/r-analysis.ts';
import { comparisonScript } from '#lib/export/r-comparison.ts';
import { requestFileSource } from '#lib/export/r-request-file.ts';
import { fileRequest, requestFile } from '#lib/model/request-file.ts';

type Json = Record<string, unknown>;

describe('the script of another kind of request', () => {
	const worse = '"); system("rm -rf") #\nquit()';
	const file = requestFile.parse({ data: 'rows.csv', design: { weights: 'w' }, request: {} });
	const frame = {
		title: worse,
		table: {
			...file.design,
			assumedDeff: undefined,
			columns: new Map([[worse, { kind: 'category' as const, categories: [worse, 'b'] }]])
		},
		source: requestFileSource({
			file,
			data: { name: worse, delimiter: ',', encoding: 'utf-8' },
			names: new Set([worse])
		})
	};
	function script(entry: Json): string {
		const { id, ...question } = fileRequest.parse(entry);
		if (question.kind === 'estimate') throw new Error('an estimate');
		return question.kind === 'comparison'
			? comparisonScript({ ...frame, question })
			: analysisScript({ ...frame, question });
	}
	/** What R would run: the script without its texts and comments. */
	const code = (text: string) => text.replaceAll(/"(?:[^"\\]|\\.)*"|#[^\n]*/g, '""');
	const outcome = { concept: worse, numerator: [worse] };
	const point = { at: { [worse]: worse } };
	const asked: Json[] = [
		{
			kind: 'comparison',
			measure: { statistic: 'proportion', ...outcome },
			by: [worse],
			contrasts: [{ kind: 'ratio', id: worse, of: point, against: point }]
		},
		{ kind: 'association', rows: worse, columns: worse, statistic: 'lincom' },
		{ kind: 't-test', outcome, groups: worse },
		{ kind: 'rank-test', outcome, groups: worse },
		{ kind: 'model', family: 'gaussian', outcome, terms: [worse], tests: [{ terms: [worse] }] },
		{
			kind: 'standardised-means',
			outcome,
			over: [worse],
			standard: {
				concept: worse,
				population: [
					{ category: worse, size: 1 },
					{ category: 'b', size: 2 }
				]
			}
		}
	];

	test.for(asked)('runs nothing that a name or a category says: $kind', (entry) => {
		const text = script(entry);
		expect(code(text)).not.toMatch(/rm -rf|quit|system\(/);
		expect(text).toContain('rm -rf');
	});

	test('says where R has another number', () => {
		expect(script(asked[1]!)).toContain('# Atalaya integrates the tail of lincom');
		expect(script({ ...asked[1], statistic: 'F' })).not.toContain('lincom;');
	});
});
