import type { RAnalysis, RTable } from './r-asked.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

type Of<Kind extends RAnalysis['kind']> = Extract<RAnalysis, { kind: Kind }>;

type RankTest = Of<'rank-test'>;

const oneGroup = (...factors: string[]) => {
	const few = factors.map((name) => `nlevels(${name}) < 2`).join(' || ');
	return `if (${few}) return(line("none", "", status = "one-group"))`;
};

/** R `svychisq`; rows of the filter without a category count as cases of it, as in R. */
export function associationLines({ statistic }: Of<'association'>): string[] {
	return [
		oneGroup('f1', 'f2'),
		`test <- svychisq(~f1 + f2, design[inside, ], statistic = ${rString(statistic)})`,
		'df <- c(as.numeric(test$parameter), NA, NA)',
		'line("test", "association", statistic = as.numeric(test$statistic), df = df[1], df2 = df[2],',
		'  p = as.numeric(test$p.value))'
	];
}

/** R `svyttest`, and from its numbers the test of another value than 0. */
export function tTestLines({ groups, nullValue }: Of<'t-test'>): string[] {
	const between = groups !== undefined;
	return [
		...(between ? [oneGroup('f1')] : []),
		`test <- svyttest(y ~ ${between ? 'f1' : '0'}, rows)`,
		between
			? 'error <- as.numeric(SE(svyglm(y ~ f1, rows))[2])'
			: 'error <- as.numeric(SE(svymean(~y, rows)))',
		'estimate <- as.numeric(test$estimate)',
		'df <- as.numeric(test$parameter)',
		`t <- (estimate - ${rNumber(nullValue)}) / error`,
		`line("test", ${rString(between ? 'difference' : 'mean')}, estimate, error, df, t, p = 2 * pt(-abs(t), df))`
	];
}

/** R `svyranktest`; of more than two groups the chi-square over its degrees of freedom, an F. */
export function rankTestLines({ test }: RankTest, table: RTable): string[] {
	const ofReplicates = (table.replicates ?? table.resampling) !== undefined;
	return [
		oneGroup('f1'),
		'groups <- nlevels(f1) - 1',
		'if (groups == 1) {',
		`  test <- svyranktest(y ~ f1, rows, test = ${rString(test)})`,
		'  return(line("test", "t", statistic = as.numeric(test$statistic), df = as.numeric(test$parameter),',
		'    p = as.numeric(test$p.value)))',
		'}',
		...(ofReplicates ? replicateRanks(test) : linearRanks(test)),
		'line("test", "F", statistic = chisq / groups, df = groups, df2 = rest, p = pf(chisq / groups, groups, rest, lower.tail = FALSE))'
	];
}

const linearRanks = (test: RankTest['test']) => [
	`test <- svyranktest(y ~ f1, rows, test = ${rString(test)})`,
	"# survey 4.1 has statistic and degrees of freedom in each other's place: by name.",
	'chisq <- c(test$statistic, test$parameter)[["Chisq"]]',
	'rest <- as.numeric(test$ddf)'
];

const scoreOf = {
	wilcoxon: 'share',
	vanderWaerden: 'qnorm(share)',
	median: 'as.numeric(share > 1 / 2)'
} as const;

/** Ranks are of the sample: replicates vary the totals of the influence on the mean scores. */
const replicateRanks = (test: RankTest['test']) => [
	'# svyranktest stops at more than two groups with replicate weights: its steps (Lumley and Scott 2013).',
	'held <- data.frame(y = rows$variables$y, f1 = rows$variables$f1, v = weights(rows, "sampling"))',
	'sorted <- order(held$y)',
	'below <- cumsum(held$v[sorted]) - held$v[sorted] / 2',
	'held$rank[sorted] <- ave(below, held$y[sorted])',
	'share <- held$rank / sum(held$v)',
	`held$score <- ${scoreOf[test]}`,
	'means <- lm(score ~ f1, held, weights = v)',
	'influence <- (model.matrix(means) * (held$score - fitted(means))) %*% summary(means)$cov.unscaled',
	'b <- coef(means)[-1]',
	'chisq <- drop(b %*% solve(vcov(svytotal(influence, rows))[-1, -1], b))',
	'rest <- degf(rows) - groups'
];

/** R `svystandardize`, then `svyby` or `svymean`; `sizes` has one for every level of `f1`. */
export function standardisedLines(
	{ standard, over }: Pick<Of<'standardised-means'>, 'standard' | 'over'>,
	sizes = givenSizes(standard)
): string[] {
	const groups = over.map((_, i) => `f${i + 2}`).join(', ');
	return [
		...sizes,
		'df <- degf(rows)',
		...(over.length === 0
			? [
					'standard <- svystandardize(rows, by = ~f1, over = ~1, population = sizes)',
					'm <- svymean(~y, standard)',
					'line("mean", "", as.numeric(coef(m)), as.numeric(SE(m)), df)'
				]
			: [
					`group <- factor(paste(${groups}, sep = ", "))`,
					'group <- factor(group, unique(as.character(group[complete])))',
					'group[!complete] <- levels(group)[1]',
					'rows <- update(design, group = group)[complete, ]',
					'standard <- svystandardize(rows, by = ~f1, over = ~group, population = sizes)',
					'm <- svyby(~y, ~group, standard, svymean)',
					'# A group that has nobody of an age cannot have the ages of all.',
					'lacks <- function(one) any(sizes > 0 & !(levels(f1) %in% f1[complete & group == one]))',
					'do.call(rbind, lapply(seq_len(nrow(m)), function(i) line("mean", as.character(m$group[i]),',
					'  as.numeric(coef(m))[i], as.numeric(SE(m))[i], df, count = sum(group[complete] == m$group[i]),',
					'  status = if (lacks(m$group[i])) "ages-absent" else "found")))'
				])
	];
}

/** The standard as the request gives it. */
function givenSizes({ population }: Of<'standardised-means'>['standard']): string[] {
	const sizes = rVector(population.map(({ size }) => size));
	return [
		`sizes <- ${sizes}[match(levels(f1), ${rVector(population.map(({ category }) => category))})]`
	];
}
