import type { TopicText } from '../outline.ts';

export const intervalsPt: TopicText<'intervals'> = {
	intervals: {
		title: 'Intervalos',
		paragraphs: [
			'Um intervalo diz entre que valores está, com boa segurança, o número verdadeiro: de cem pesquisas como esta, cerca de 95 dariam um intervalo que o contém. O nível é de 95 %, se não se pede outro. Uma média, uma razão, uma variância ou um total têm o intervalo da t de Student: a estimativa mais e menos o quantil da t vezes o erro padrão.',
			'Uma porcentagem tem o mesmo intervalo na escala de log-odds, devolvido depois à escala das porcentagens. Assim nunca fica abaixo de 0 nem acima de 100, e é assimétrico quando deve ser.'
		],
		legend:
			'θ: média, razão, variância ou total. t: quantil da t de Student com ν graus de liberdade. s: erro padrão. p: proporção.'
	},
	'small-shares': {
		title: 'Porcentagens muito baixas, muito altas ou com poucos casos',
		paragraphs: [
			'Abaixo de 5 %, acima de 95 % ou com menos de 10 casos que têm o atributo, usa-se o intervalo de Korn e Graubard: os limites exatos da binomial, calculados com o tamanho efetivo da amostra em vez do número de entrevistas.',
			'O tamanho efetivo é o de uma amostra aleatória simples que teria o mesmo erro, ajustado pelos graus de liberdade. Como no R, não é cortado no número de entrevistas, a menos que se peça.'
		],
		legend:
			'n: casos do domínio, com os de resposta perdida. n*: tamanho efetivo. α: 1 menos o nível, 0,05. p, s, t e ν: como nos intervalos. B: quantil da distribuição beta; a primeira expressão com B é o limite inferior, a segunda o superior.'
	},
	'nobody-or-everybody': {
		title: 'Quando ninguém tem, ou todas as pessoas têm',
		paragraphs: [
			'Uma amostra em que ninguém tem o atributo não prova que ele seja 0 % da população. O erro calculado seria zero, e isso seria falso. Usam-se os limites exatos de Clopper e Pearson, com um tamanho efetivo: os casos divididos pelo efeito de desenho, se este for maior que 1.',
			'O efeito de desenho é emprestado do grupo maior mais próximo em que há pessoas com o atributo e sem ele: primeiro a desagregação sem seu último corte, e assim até o conjunto; depois, a pesquisa sem filtros. Se não há em nenhum, vale 1. A página diz que método foi usado.'
		],
		legend: 'n: casos do domínio. deff: efeito de desenho emprestado.'
	},
	'interval-methods': {
		title: 'Outros intervalos que se podem pedir',
		paragraphs: [
			'Para uma porcentagem há vários intervalos bons, e cada país tem seu costume. Este programa escolhe pela regra das seções anteriores; um arquivo de pedidos pode pedir outro. A resposta diz sempre qual foi usado.',
			'Quando ninguém tem o atributo, ou todas as pessoas têm, nenhum deles existe, e vale a regra da seção anterior. Se o intervalo pedido não existe porque o erro é zero, usa-se o de log-odds, e a resposta o diz.'
		],
		points: [
			'auto: log-odds; Korn e Graubard abaixo de 5 %, acima de 95 % ou com menos de 10 casos que têm o atributo.',
			'logit ou xlogit: log-odds.',
			'asin: simétrico no arco-seno da raiz da porcentagem.',
			'beta: Korn e Graubard, cortado no número de casos se for pedido (capEffectiveSize).',
			'wilson: os valores que o teste de escore não rejeita, com o tamanho efetivo.',
			'likelihood: os valores quase tão verossímeis quanto a estimativa, com a correção de Rao e Scott.',
			'mean: Wald, simétrico em torno da porcentagem; pode ficar abaixo de 0 ou acima de 100.'
		],
		legend:
			'Pela ordem: arco-seno; Wilson; verossimilhança, em duas linhas; Wald. p: proporção. π: os dois limites que se procuram. s: erro padrão. t: quantil da t de Student com ν graus de liberdade. n: casos. n*: p(1 − p) / s². D: quanto π se afasta de p em verossimilhança.'
	}
};
