import type { Framework, FrameworkIndicator, FrameworkLine } from './framework-parts.ts';
import { amountOf } from './framework-amount.ts';
import { choices } from './nearest-name.ts';
import type { Path } from './problems.ts';

interface Problem {
	readonly path: Path;
	readonly message: string;
}

/** What the fields of a framework alone do not tell: entries that repeat, refer or contradict. */
export function frameworkProblems(framework: Framework): Problem[] {
	const { lines, documents, groups, units, remarks, period } = framework;
	const indicators = lines.flatMap((line, i) =>
		line.indicators.map((one, j) => ({ id: one.id, path: ['lines', i, 'indicators', j, 'id'] }))
	);
	const at = (list: string, key: string) => (_: unknown, i: number) => [list, i, key];
	const codes = lines.map(({ code }) => code);
	return [
		...(period.end !== 'not-stated' && period.end < period.start && period.start !== 'not-stated'
			? [{ path: ['period', 'end'], message: `ends before it starts: ${period.end}` }]
			: []),
		...repeatedLines(lines),
		...repeated(indicators.map(({ id, path }) => [id, path])),
		...repeated(documents.map((one, i) => [one.id, at('documents', 'id')(one, i)])),
		...repeated(groups.map((one, i) => [one.code, at('groups', 'code')(one, i)])),
		...repeated(units.map((one, i) => [one.id, at('units', 'id')(one, i)])),
		...sourceProblems(
			framework,
			documents.map(({ id }) => id)
		),
		...lines.flatMap((line, i) => lineProblems(line, ['lines', i], framework)),
		...remarks.flatMap((remark, i) =>
			remark.lines.flatMap((code, j) => unknown(code, codes, ['remarks', i, 'lines', j], 'line'))
		)
	];
}

/** Two lines of one code, told apart by whether they say the same. */
function repeatedLines(lines: readonly FrameworkLine[]): Problem[] {
	return lines.flatMap((line, i) => {
		const first = lines.findIndex(({ code }) => code === line.code);
		if (first === i) return [];
		const isSame = JSON.stringify(lines[first]) === JSON.stringify(line);
		const says = isSame ? 'the same' : 'other content';
		const message = `a second line with this code, with ${says}; the first is lines[${first}]: ${line.code}`;
		return [{ path: ['lines', i, 'code'], message }];
	});
}

function repeated(all: readonly (readonly [id: string, path: Path])[]): Problem[] {
	return all
		.filter(([id], i) => all.findIndex(([other]) => other === id) < i)
		.map(([id, path]) => ({ path, message: `stands twice: ${id}` }));
}

function unknown(name: string, known: readonly string[], path: Path, what: string): Problem[] {
	return known.includes(name)
		? []
		: [{ path, message: `unknown ${what}, expected one of ${choices(name, known)}: ${name}` }];
}

/** Every `source` anywhere in the framework names one of its documents. */
function sourceProblems(value: unknown, documents: readonly string[], path: Path = []): Problem[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
		const at = [...path, Array.isArray(value) ? Number(key) : key];
		if (key !== 'source') return sourceProblems(one, documents, at);
		const { document } = one as { readonly document: string };
		return unknown(document, documents, [...at, 'document'], 'document');
	});
}

function lineProblems(line: FrameworkLine, at: Path, { groups, units }: Framework): Problem[] {
	const codes = groups.map(({ code }) => code);
	const ids = units.map(({ id }) => id);
	return [
		...unknown(line.group, codes, [...at, 'group'], 'group'),
		...line.indicators.flatMap((indicator, j) => {
			const within = [...at, 'indicators', j];
			const { unit } = indicator;
			return [
				...(unit === undefined ? [] : unknown(unit, ids, [...within, 'unit'], 'unit')),
				...[...targetProblems(indicator), ...valueProblems(indicator)].map((one) => ({
					...one,
					path: [...within, ...one.path]
				}))
			];
		})
	];
}

function targetProblems({ target, unit, measure, milestones }: FrameworkIndicator): Problem[] {
	const isNumber = amountOf(target) !== undefined;
	const problems: Problem[] = [];
	const say = (path: Path, message: string) => problems.push({ path, message });
	if (measure === 'number' && unit === undefined && (isNumber || milestones.length > 0))
		say(['unit'], `a target without a unit: ${amountOf(target) ?? target.value}`);
	if (isNumber === (target.basis === 'not-stated') && target.value !== 'all-countries')
		say(
			['target', 'basis'],
			isNumber
				? `a target that is a number has a basis, stated or inferred-from-singular: ${target.basis}`
				: `a target that is not stated has the basis not-stated: ${target.basis}`
		);
	if (measure === 'qualitative' && isNumber)
		say(['target', 'value'], `a qualitative indicator has no number: ${amountOf(target)}`);
	if (target.per === 'year' && target.due !== 'not-stated')
		say(['target', 'due'], `a target of every year has no one day: ${target.due}`);
	milestones.forEach(({ due, groups }, i) => {
		const before = milestones.slice(0, i).findLast((one) => keyOf(one) === keyOf({ groups }));
		if (before && before.due >= due)
			say(['milestones', i, 'due'], `not after the milestone before it, ${before.due}: ${due}`);
	});
	return problems;
}

function valueProblems(indicator: FrameworkIndicator): Problem[] {
	const { baseline, milestones, reported, counting, target } = indicator;
	const problems: Problem[] = [
		...(baseline ? amountProblems(indicator, baseline, ['baseline']) : []),
		...milestones.flatMap((one, i) => amountProblems(indicator, one, ['milestones', i])),
		...reported.flatMap((one, i) => amountProblems(indicator, one, ['reported', i])),
		...percentageProblems(indicator, target, ['target'])
	];
	const say = (path: Path, message: string) => problems.push({ path, message });
	if (reported.length > 0 && counting === undefined)
		say(
			['counting'],
			'values are reported, so that counting says how: cumulative, per-period or not-stated'
		);
	reported.forEach(({ from, to }, i) => {
		if (baseline && to < baseline.on)
			say(['reported', i, 'to'], `reported before its baseline of ${baseline.on}: ${to}`);
		if (from !== undefined && from > to)
			say(['reported', i, 'to'], `ends before it starts, ${from}: ${to}`);
		if (counting === 'per-period' && from === undefined)
			say(['reported', i], `counted per-period, so that it has a first day, from: ${to}`);
	});
	return [...problems, ...(counting === 'per-period' ? overlaps(reported) : [])];
}

/** Whom a value speaks of. */
const keyOf = ({
	country = '',
	groups
}: {
	readonly country?: string | undefined;
	readonly groups: Readonly<Record<string, string>>;
}) => JSON.stringify([country, Object.entries(groups).sort()]);

/** What happened on one day is not counted in two values of one place and group. */
function overlaps(reported: FrameworkIndicator['reported']): Problem[] {
	return reported.flatMap((one, i) => {
		const { from, to } = one;
		const other = reported
			.slice(0, i)
			.find(
				(before) =>
					keyOf(before) === keyOf(one) &&
					(from ?? to) <= before.to &&
					(before.from ?? before.to) <= to
			);
		return other
			? [
					{
						path: ['reported', i],
						message: `overlaps the period that ends on ${other.to}, so that days count twice: ${to}`
					}
				]
			: [];
	});
}

type Amount = NonNullable<FrameworkIndicator['baseline']>;

/** A number, or a numerator with its denominator; of what is told in words neither. */
function amountProblems(
	indicator: FrameworkIndicator,
	amount: Pick<Amount, 'value' | 'numerator' | 'denominator' | 'note'>,
	path: Path
): Problem[] {
	const { value, numerator, denominator, note } = amount;
	const isPair = numerator !== undefined && denominator !== undefined;
	const problems = percentageProblems(indicator, amount, path);
	const say = (message: string) => [...problems, { path, message }];
	if (indicator.measure === 'qualitative')
		return note && value === undefined && !isPair
			? problems
			: say('a qualitative indicator is told in note, and has no number');
	if ((numerator === undefined) !== (denominator === undefined))
		return say('a numerator and a denominator stand together');
	if (isPair === (value !== undefined)) return say('one of value, or numerator and denominator');
	return problems;
}

function percentageProblems(
	{ measure }: FrameworkIndicator,
	{
		value,
		numerator,
		denominator
	}: { value?: unknown; numerator?: unknown; denominator?: unknown },
	path: Path
): Problem[] {
	const isPair = numerator !== undefined && denominator !== undefined;
	if (measure !== 'percentage')
		return isPair
			? [{ path: [...path, 'numerator'], message: `a numerator is for percentages: ${measure}` }]
			: [];
	return typeof value === 'number' && value > 100 && !isPair
		? [
				{
					path: [...path, 'value'],
					message: `a percentage over 100 needs its numerator and denominator: ${value}`
				}
			]
		: [];
}
