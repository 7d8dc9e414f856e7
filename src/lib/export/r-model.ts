import type { RAnalysis, RTable } from './r-asked.ts';
import { rString, rVector } from './r-syntax.ts';

type Model = Extract<RAnalysis, { kind: 'model' }>;
type Test = Model['tests'][number];

/** R `svyglm` with `regTermTest`, on the residual degrees of freedom of both. */
export function modelLines({ terms, family, tests }: Model, table: RTable): string[] {
	const columns = columnNames(terms, table);
	const names = columns.map((column, i) => {
		const term = rString(terms[i]!);
		return column.startsWith('f') ? `paste0(${term}, levels(${column})[-1])` : term;
	});
	return [
		`formula <- y ~ ${columns.join(' + ') || '1'}`,
		`m <- svyglm(formula, rows, family = ${family}())`,
		`labels <- c(${['"(Intercept)"', ...names].join(', ')})`,
		...(tests.some(({ method }) => method === 'LRT')
			? [
					'# regTermTest looks for the design in the workspace, whoever runs this script.',
					'assign("rows", rows, envir = globalenv())'
				]
			: []),
		'b <- as.numeric(coef(m))',
		'se <- as.numeric(SE(m))',
		'df <- m$df.residual',
		'rbind(',
		'  do.call(rbind, lapply(seq_along(b), function(j)',
		'    line("coefficient", labels[j], b[j], se[j], df, if (df > 0) b[j] / se[j] else NA, p = 2 * pt(-abs(b[j] / se[j]), df)))),',
		'  line("deviance", "residual", m$deviance),',
		`  line("deviance", "null", m$null.deviance)${tests.length > 0 ? ',' : ''}`,
		...tests.map((test, i) => {
			const own = test.terms.map((name) => columns[terms.indexOf(name)]!);
			return `  ${testCall(test, own)}${i < tests.length - 1 ? ',' : ''}`;
		}),
		')'
	];
}

/** Columns of a model as the script calls them. */
function columnNames(terms: readonly string[], { columns }: RTable): string[] {
	const of = (name: string) => (columns.get(name)?.kind === 'number' ? 'x' : 'f');
	const place = (name: string) => terms.filter((one) => of(one) === of(name)).indexOf(name) + 1;
	return terms.map((name) => `${of(name)}${place(name)}`);
}

function testCall({ terms, method }: Test, own: readonly string[]): string {
	const call = `regTermTest(m, ~${own.join(' + ')}, method = ${rString(method)})`;
	const name = rVector([terms.join(' + ')]).slice(2, -1);
	return method === 'Wald'
		? `local({ test <- ${call}; line("Wald", ${name}, statistic = as.numeric(test$Ftest), df = test$df, df2 = test$ddf, p = as.numeric(test$p)) })`
		: `local({ test <- ${call}; line("LRT", ${name}, statistic = as.numeric(test$chisq), df = test$df, df2 = test$ddf, p = as.numeric(test$p)) })`;
}
