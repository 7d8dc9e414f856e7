import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameworkIati } from '#lib/export/iati/framework-iati.ts';
import { elementText, rootTexts } from '#lib/export/xml-text.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import { type IatiElement, iatiElements } from '#lib/readers/iati/iati.ts';
import { iatiFramework } from '#lib/readers/iati/iati-framework.ts';
import { brokenRules } from '#lib/readers/iati/iati-rules.ts';
import { type XmlElement, fullText } from '#lib/readers/xml/xml-elements.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { textSource } from '../../support/byte-sources.ts';
import { declaredFramework } from '../../support/declared-frameworks.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { listOf } from '../../support/xml-documents.ts';

const readAgain = (xml: string) => listOf(iatiElements(textSource(xml)));
const options = { today: '2026-11-23', title: 'file.xml' };

/** What a framework says in numbers, by indicator: what IATI has a place for. */
const numbersOf = ({ lines }: Framework) =>
	lines
		.flatMap(({ indicators }) => indicators)
		.filter(({ measure }) => measure !== 'qualitative')
		.map(({ label, measure, aggregation, baseline, milestones, reported }) => ({
			...{ label, measure, aggregation, baseline: baseline?.on },
			milestones: milestones.map(({ due, value, numerator }) => ({ due, value, numerator })),
			reported: reported.map(({ to, value, numerator, country }) =>
				JSON.stringify({ to, value, numerator, country })
			)
		}));

describe('frameworkIati', () => {
	test.for(['copolad-iii', 'demo-alianza'])('of %s is read back with its numbers', async (id) => {
		const declared = declaredFramework(id);
		const [read] = await readAgain(frameworkIati(declared));
		const { framework } = iatiFramework(read!.activity, options);
		const sorted = (of: Framework) =>
			numbersOf(of).map((one) => ({ ...one, reported: [...one.reported].sort() }));
		expect(framework && sorted(framework)).toEqual(sorted(declared));
		expect(framework?.lines.map(({ kind }) => kind)).toEqual(
			declared.lines.map(({ kind }) => kind)
		);
		expect(brokenRules(read!.element, '')).toEqual([]);
	});

	test('has no target where none is stated, and none for a target of every year', () => {
		const xml = frameworkIati(declaredFramework('copolad-iii'));
		expect(xml.match(/<target /g)).toHaveLength(28);
		expect(xml).not.toContain('<actual');
	});
});

/** An element as it stands in its document, without its lines; texts that touch are one. */
function bare({ name, namespace, attributes, content }: XmlElement): unknown {
	const parts: unknown[] = [];
	for (const part of content)
		if (typeof part !== 'string') parts.push(bare(part));
		else if (typeof parts.at(-1) === 'string') parts.push(String(parts.pop()) + part);
		else parts.push(part);
	return { name, namespace, attributes: [...attributes], parts };
}

function writtenAgain(all: readonly IatiElement[]): string {
	const root = all[0]!.root;
	const { start, end } = rootTexts(root);
	return start + all.map(({ element }) => elementText(element, root.namespace)).join('\n') + end;
}

describe('elementText', () => {
	test('writes any text and attribute so that it is read as it was', async () => {
		const text = fc.string({
			unit: fc.constantFrom(...['a', 'é', '"', "'", '<', '>', '&', ']', '\n', '\t', ' ', ';', '#'])
		});
		await fc.assert(
			fc.asyncProperty(text, text, async (value, inside) => {
				const element = {
					name: 'iati-activity',
					attributes: new Map([['a', value]]),
					content: [inside]
				};
				const { start, end } = rootTexts({ name: 'iati-activities', attributes: new Map() });
				const [read] = await readAgain(start + elementText(element) + end);
				expect(read?.element.attributes.get('a')).toBe(value);
				expect(read && fullText(read.element)).toBe(inside);
			}),
			{ numRuns: 100 }
		);
	});

	test('keeps the namespace of an extension', async () => {
		const xml = `<iati-activities xmlns:x="http://example.org/x"><iati-activity><x:a b="1">c</x:a></iati-activity></iati-activities>`;
		const before = await readAgain(xml);
		const after = await readAgain(writtenAgain(before));
		expect(after.map(({ element }) => bare(element))).toEqual(
			before.map(({ element }) => bare(element))
		);
	});
});

describeWithSources('real activity files', 'iati', () => {
	test.for([
		['worldbank-sv.xml', 13, 251, 251],
		['CAF-ActivityFile-2025-10-10.xml', 478, 493, 493],
		['wri-521257057-strategic-plan-2023-2027.xml', 1, 16, 24],
		['ssot-24-results.xml', 1, 13, 14]
	] as const)(
		'%s lose nothing when they are written again',
		async ([name, activities, results, indicators]) => {
			const before = await listOf(iatiElements(fileSource(sourceFile(`iati/${name}`))));
			const all = before.flatMap(({ activity }) => activity.results);
			expect([before.length, all.length]).toEqual([activities, results]);
			expect(all.flatMap((one) => one.indicators)).toHaveLength(indicators);
			const after = await readAgain(writtenAgain(before));
			expect(after.map(({ element }) => bare(element))).toEqual(
				before.map(({ element }) => bare(element))
			);
		}
	);

	test('become frameworks that tell every value they leave out', async () => {
		const all = await listOf(iatiElements(fileSource(sourceFile('iati/worldbank-sv.xml'))));
		const withResults = all.filter(({ activity }) => activity.results.length > 0);
		const made = withResults.map(({ activity }) => iatiFramework(activity, options));
		expect(made.filter(({ framework }) => framework !== undefined)).toHaveLength(7);
		const kept = made
			.flatMap(({ framework }) => framework?.lines ?? [])
			.flatMap((line) => line.indicators);
		expect(kept).toHaveLength(251);
		const values = kept.flatMap(({ baseline, target, milestones, reported }) => [
			...(baseline ? [baseline] : []),
			...milestones,
			...reported,
			...(target.value === 'not-stated' ? [] : [target])
		]);
		const left = made.flatMap(({ leftOut }) => leftOut).filter(({ kind }) => kind === 'left-out');
		const told = left.filter(({ message }) => !message.includes('document'));
		expect(values.length + told.length).toBe(3 * 251);
		const read = made.flatMap(({ leftOut }) => leftOut).filter(({ kind }) => kind === 'read');
		expect(read.map(({ message }) => message)).toEqual(
			expect.arrayContaining([
				'read as a note, as the indicator is qualitative: No',
				'read as 1509120: "1,509,120.00"'
			])
		);
	});
});
