import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { stringify } from 'yaml';
import { DataError } from '#lib/errors.ts';
import { frameworkIati } from '#lib/export/iati/framework-iati.ts';
import { elementText, rootTexts } from '#lib/export/xml-text.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import { iatiFramework } from '#lib/readers/iati/iati-framework.ts';
import { brokenRules } from '#lib/readers/iati/iati-rules.ts';
import { iatiElements } from '#lib/readers/iati/iati.ts';
import { readQuestionnaire } from '#lib/readers/questionnaire/read-questionnaire.ts';
import { knownHere } from '../questionnaires/known-here.ts';
import { fileSource } from '../read/file-source.ts';

export interface FrameworkOptions {
	/** The folder of the declarations, whose countries are known. */
	readonly declarations: string;
	/** The day of the import. */
	readonly today: string;
	/** A folder for a YAML of each framework. */
	readonly out?: string | undefined;
	/** A file for the same as IATI. */
	readonly iati?: string | undefined;
	readonly json?: boolean | undefined;
}

/** One thing that is wrong with a file, or that was left out of it. */
interface Finding {
	/** `sheet!D7` or a line number. */
	readonly place: string;
	readonly severity: 'error' | 'warning' | 'left-out' | 'read';
	/** Of the IATI validator. */
	readonly rule?: string;
	/** The element of an XML document. */
	readonly path?: string;
	readonly message: string;
}

interface Imported {
	readonly frameworks: readonly Framework[];
	readonly findings: readonly Finding[];
	readonly counts: Readonly<Record<string, number>>;
}

/**
 * What a filled form (XLSX) or an IATI activity file (XML) holds, as frameworks; everything that is
 * wrong with it by cell or line. What is in order is kept.
 */
export async function importedFramework(
	path: string,
	options: FrameworkOptions
): Promise<{ readonly text: string; readonly isValid: boolean }> {
	const { out, iati, json } = options;
	const imported =
		extname(path).toLowerCase() === '.xml'
			? await fromIati(path, options)
			: await fromForm(path, options);
	const { frameworks, findings, counts } = imported;
	if (out !== undefined) {
		mkdirSync(out, { recursive: true });
		for (const one of frameworks) writeNew(join(out, `${one.id}.yaml`), one);
	}
	if (iati !== undefined && extname(path).toLowerCase() !== '.xml') writeIati(iati, frameworks);
	const isValid = !findings.some(({ severity }) => severity === 'error');
	if (json)
		return { text: `${JSON.stringify({ file: path, counts, findings }, null, 2)}\n`, isValid };
	const lines = findings.map(({ place, severity, rule, path: at, message }) =>
		[`${basename(path)}:${place}:`, severity, rule, at && `${at}:`, message]
			.filter((word) => word !== undefined && word !== '')
			.join(' ')
	);
	const summary = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
	return { text: [...lines, summary.join(', '), ''].join('\n'), isValid };
}

function writeNew(path: string, content: Framework): void {
	if (existsSync(path)) throw new DataError(`there already, and not overwritten: ${path}`);
	writeFileSync(path, stringify(content, { lineWidth: 120 }));
}

function writeIati(path: string, [one, ...others]: readonly Framework[]): void {
	if (!one || others.length > 0) throw new DataError(`no framework to write as IATI: ${path}`);
	writeFileSync(path, frameworkIati(one));
}

async function fromForm(
	path: string,
	{ declarations, today }: FrameworkOptions
): Promise<Imported> {
	const known = knownHere(declarations, today);
	const reading = await readQuestionnaire(fileSource(path), { name: basename(path), known });
	const { questionnaire, rows, problems, rejected, declared } = reading;
	if (questionnaire !== 'framework')
		throw new DataError(
			`no results framework, read it with atalaya questionnaire: ${questionnaire}`
		);
	const findings = problems.map(({ sheet, cell, message }): Finding => ({
		...{ place: cell === '' ? sheet : `${sheet}!${cell}`, severity: 'error', message }
	}));
	const frameworks = declared?.kind === 'framework' ? [declared.value] : [];
	const counts = { rows, 'rows left out': rejected.length, errors: findings.length };
	return { frameworks, findings, counts: { ...counts, frameworks: frameworks.length } };
}

async function fromIati(path: string, { today, iati }: FrameworkOptions): Promise<Imported> {
	const frameworks: Framework[] = [];
	const findings: Finding[] = [];
	const counts = {
		activities: 0,
		results: 0,
		indicators: 0,
		frameworks: 0,
		errors: 0,
		warnings: 0
	};
	const copy = iati === undefined ? undefined : createWriteStream(iati);
	let end = '';
	for await (const { activity, element, root } of iatiElements(fileSource(path))) {
		if (counts.activities === 0) {
			const texts = rootTexts(root);
			copy?.write(texts.start);
			end = texts.end;
		}
		counts.activities += 1;
		copy?.write(`\n${elementText(element, root.namespace)}`);
		counts.results += activity.results.length;
		counts.indicators += activity.results.reduce((sum, one) => sum + one.indicators.length, 0);
		for (const { rule, severity, path: at, line, message } of brokenRules(
			element,
			`iati-activity[${counts.activities}]`
		)) {
			findings.push({ place: String(line), severity, rule, path: at, message });
			counts[severity === 'error' ? 'errors' : 'warnings'] += 1;
		}
		if (activity.results.length === 0) continue;
		const { framework: found, leftOut } = iatiFramework(activity, { today, title: basename(path) });
		for (const { kind, line, message } of leftOut)
			findings.push({ place: String(line), severity: kind, message });
		if (found) frameworks.push(found);
	}
	counts.frameworks = frameworks.length;
	if (copy) await finished(copy.end(end));
	return { frameworks, findings, counts };
}
