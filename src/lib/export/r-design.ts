import type { Calibration, ReplicateWeights } from '#lib/model/sampling.ts';
import type { RTable } from './r-asked.ts';
import { resamplingLines } from './r-resampling.ts';
import type { RSource } from './r-source.ts';
import { rLogical, rNumber, rString, rVector } from './r-syntax.ts';

type Margin = Extract<Calibration, { method: 'post-stratify' }>['margin'];

/** The rules for lonely units, as options of the package. */
export function optionLines({ lonely = 'fail', adjustDomains, firstStageOnly }: RTable): string[] {
	return [
		`options(survey.lonely.psu = ${rString(lonely)},`,
		`  survey.adjust.domain.lonely = ${rLogical(adjustDomains ?? false)},`,
		`  survey.ultimate.cluster = ${rLogical(firstStageOnly ?? false)})`
	];
}

/** The design of all rows: `d`, `design` and `w`. */
export function designLines(table: RTable, source: RSource): string[] {
	const calibration = (table.calibration ?? []).flatMap((one, i) =>
		calibrationCall(one, `m${i + 1}_`)
	);
	const margins = (table.calibration ?? []).flatMap((one, i) =>
		marginColumns(one, source, `m${i + 1}_`)
	);
	return [
		...frameLines(source),
		...margins,
		...(table.replicates ? replicateLines(table.replicates, source) : linearLines(source)),
		...resamplingLines(table.resampling, source),
		...calibration,
		...weightLines(table, source)
	];
}

/** The weights to the last bit where nothing changed them: the package keeps their reciprocals. */
function weightLines(
	{ calibration = [], replicates, resampling }: RTable,
	{ weight }: RSource
): string[] {
	if (calibration.length === 0 && weight !== undefined) return ['w <- rep_len(d$weight, size)'];
	const ofReplicates = (replicates ?? resampling) !== undefined;
	return [ofReplicates ? 'w <- weights(design, "sampling")' : 'w <- weights(design)'];
}

function frameLines({ weight, stratum, psu, ssu, fpc }: RSource): string[] {
	const columns = { weight, stratum, psu, ssu, fpc1: fpc[0], fpc2: fpc[1] };
	return [
		'd <- data.frame(row = seq_len(size))',
		...Object.entries(columns).flatMap(([name, value]) =>
			value === undefined ? [] : [`d$${name} <- ${value}`]
		)
	];
}

function linearLines({ weight, stratum, psu, ssu, nested, fpc }: RSource): string[] {
	const stages = fpc.map((_, i) => `fpc${i + 1}`).join(' + ');
	const options = [
		`ids = ~${psu === undefined ? '1' : ssu === undefined ? 'psu' : 'psu + ssu'}`,
		...(stratum === undefined ? [] : ['strata = ~stratum']),
		...(weight === undefined ? [] : ['weights = ~weight']),
		...(stages === '' ? [] : [`fpc = ~${stages}`]),
		...(nested ? ['nest = TRUE'] : []),
		'data = d'
	];
	return [`design <- svydesign(${options.join(', ')})`];
}

/** Types that R gives factors of its own and warns of any other. */
const ownFactors = ['BRR', 'Fay', 'ACS', 'successive-difference', 'JK2'];

function replicateLines(replicates: ReplicateWeights, source: RSource): string[] {
	const { type, combined, scale, rscales, rho, mse, columns } = replicates;
	// R makes the bootstrap of Rao and Wu, but reads its weights as any bootstrap's.
	const ofR = type === 'subbootstrap' ? 'bootstrap' : type;
	const spread = typeof rscales === 'number' ? columns.map(() => rscales) : rscales;
	const own = ownFactors.includes(type);
	const options = [
		'data = d',
		'weights = ~weight',
		'repweights = replicates',
		`type = ${rString(ofR)}`,
		`combined.weights = ${rLogical(combined)}`,
		...(own || scale === undefined ? [] : [`scale = ${rNumber(scale)}`]),
		...((own && type !== 'BRR' && type !== 'Fay') || spread === undefined
			? []
			: [`rscales = ${rVector(spread)}`]),
		...(rho === undefined ? [] : [`rho = ${rNumber(rho)}`]),
		`mse = ${rLogical(mse ?? type === 'ACS')}`
	];
	return [
		`replicates <- cbind(${source.replicates.join(',\n  ')})`,
		`design <- suppressWarnings(svrepdesign(${options.join(', ')}))`
	];
}

function marginsOf(one: Calibration): readonly Margin[] {
	if (one.method === 'trim') return [];
	return one.method === 'post-stratify' ? [one.margin] : one.margins;
}

/** Columns of the margins: the row of the known totals that each row of the data belongs to. */
function marginColumns(one: Calibration, source: RSource, prefix: string): string[] {
	const numbers = one.method === 'calibrate' ? one.numbers : [];
	return [
		...marginsOf(one).map(({ by, totals }, i) => {
			const data = by.map((name) => source.category(name)).join(', ');
			const known = by.map((_, k) => rVector(totals.map(({ categories }) => categories[k] ?? '')));
			return `d$${prefix}${i + 1}_ <- factor(match(paste(${data}, sep = "\\r"),\n  paste(${known.join(', ')}, sep = "\\r")), ${levelsOf(totals.length)})`;
		}),
		...numbers.map(({ column }, i) => `d$${prefix}x${i + 1} <- ${source.number(column).value}`)
	];
}

const levelsOf = (count: number) => `levels = seq_len(${count})`;

function calibrationCall(one: Calibration, prefix: string): string[] {
	const names = marginsOf(one).map((_, i) => `${prefix}${i + 1}_`);
	const frames = marginsOf(one).map(
		({ totals }, i) =>
			`data.frame(${names[i]!} = factor(seq_len(${totals.length})), Freq = ${rVector(totals.map(({ total }) => total))})`
	);
	switch (one.method) {
		case 'post-stratify':
			return [`design <- postStratify(design, ~${names[0]!}, ${frames[0]!})`];
		case 'rake':
			return [
				`design <- rake(design, list(${names.map((name) => `~${name}`).join(', ')}),`,
				`  list(${frames.join(',\n    ')}),`,
				// Below 1 R takes it for a share of the sum of the weights.
				`  control = list(maxit = ${rNumber(one.maxIterations)}, epsilon = ${rNumber(one.tolerance)}))`
			];
		case 'calibrate':
			return calibrateLines(one, names, prefix);
		case 'trim': {
			const limits = [
				...(one.upper === undefined ? [] : [`upper = ${rNumber(one.upper)}`]),
				...(one.lower === undefined ? [] : [`lower = ${rNumber(one.lower)}`]),
				`strict = ${rLogical(one.strict)}`
			];
			return [`design <- trimWeights(design, ${limits.join(', ')})`];
		}
	}
}

function calibrateLines(
	{
		distance,
		bounds,
		size,
		numbers,
		margins,
		tolerance
	}: Extract<Calibration, { method: 'calibrate' }>,
	names: readonly string[],
	prefix: string
): string[] {
	const columns = [...names, ...numbers.map((_, i) => `${prefix}x${i + 1}`)];
	const totals = [
		['(Intercept)', size] as const,
		...margins.flatMap(({ totals }, i) =>
			totals.slice(1).map(({ total }, k) => [`${names[i]!}${k + 2}`, total] as const)
		),
		...numbers.map(({ total }, i) => [`${prefix}x${i + 1}`, total] as const)
	];
	const limits = bounds ? `, bounds = c(${bounds.map(rNumber).join(', ')})` : '';
	return [
		`population <- ${rVector(totals.map(([, total]) => total))}`,
		`names(population) <- ${rVector(totals.map(([name]) => name))}`,
		`design <- calibrate(design, ~${columns.length === 0 ? '1' : columns.join(' + ')}, population,`,
		`  calfun = ${rString(distance)}${limits}, epsilon = ${rNumber(tolerance)})`
	];
}
