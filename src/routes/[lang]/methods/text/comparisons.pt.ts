import type { TopicText } from '../outline.ts';

export const comparisonsPt: TopicText<'comparisons'> = {
	comparisons: {
		title: 'Diferenças e outras comparações',
		paragraphs: [
			'Para saber se um número está acima de outro não basta olhar se seus intervalos se tocam: é preciso calcular o erro da diferença. Dois grupos que vivem nos mesmos bairros se parecem, e essa semelhança, a covariância, entra no cálculo.',
			'O teste é a t de Student bilateral. A hipótese é que a diferença é 0 ou, em uma razão, que vale 1. Os graus de liberdade são os dos grupos comparados, tomados em conjunto. Números de um desenho incompleto não são comparados, a menos que se declare seu efeito de desenho; tampouco se testa uma diferença sem erro.'
		],
		points: [
			'Diferença: um número menos o outro.',
			'Razão: um número dividido pelo outro; também seu logaritmo.',
			'Variação relativa: a diferença dividida pelo número de partida.',
			'Combinação linear: vários números, cada um com seu coeficiente; por exemplo, quanto um grupo mudou a mais que outro.'
		],
		legend:
			'Δ: comparação. θ: os números. c: seus coeficientes, como 1 e −1; em uma razão ou variação relativa, as derivadas (método delta). C: covariância entre dois números. s: erro padrão da comparação. Δ com 0: seu valor se não houvesse diferença.'
	},
	waves: {
		title: 'Comparar anos e países',
		paragraphs: [
			'O erro de uma mudança entre dois anos depende de as duas amostras terem ou não bairros ou pessoas em comum. O programa não adivinha: quem o diz é o desenho dos dados que recebe.',
			'Dois países são comparados como amostras independentes, cada uma com o seu desenho. Antes disso, os dois números são calculados de novo para as pessoas que ambas as pesquisas incluem: as mesmas idades e, se uma for só urbana ou só rural, a mesma área. Se os dados não permitirem exatamente esse recorte, não são comparados, e se diz por quê. Quem não sabe ou não responde conta da mesma forma nos dois.'
		],
		points: [
			'Amostras independentes: as linhas dos dois anos vão juntas e o ano faz parte do estrato. A covariância é 0 e as variâncias se somam.',
			'As mesmas UPA, outras pessoas: as UPA conservam seu código e o ano é mais um grupo. A covariância conta, e o erro da mudança costuma ser menor.',
			'Painel, as mesmas pessoas: uma linha por pessoa, com uma coluna para cada ano.'
		]
	},
	'several-tests': {
		title: 'Muitas comparações de uma vez',
		paragraphs: [
			'Quem compara vinte grupos que em nada diferem encontra, por acaso, uma diferença “significativa”. Por isso, os valores p podem ser corrigidos pelo número de testes. Holm limita a probabilidade de aceitar alguma diferença falsa; Benjamini e Hochberg, que parte das encontradas são falsas. São dados o valor p e o corrigido.'
		],
		legend:
			'm: número de testes. p: valores p, do menor ao maior; i e j: seu lugar nessa ordem. p*: valor corrigido. Primeira expressão, Holm; segunda, Benjamini e Hochberg.'
	},
	tests: {
		title: 'Testes de associação e de diferenças',
		paragraphs: [
			'Um teste diz se o que se vê na amostra poderia ser apenas acaso. Os dos manuais supõem uma amostra aleatória simples; com bairros e estratos, encontram diferenças onde não há. Estes levam em conta o desenho.',
			'“Não sabe” e “não responde” ficam de fora. Quem não tem algum dos dados sai como sai um domínio. Com um desenho incompleto não há testes.'
		],
		points: [
			'Qui-quadrado de Rao e Scott, para saber se duas classificações têm relação: o de Pearson, corrigido pelos efeitos de desenho da tabela. Se não se pede outro, o de segunda ordem (F); também o de primeira ordem (Chisq), a distribuição exata da soma (lincom), sua aproximação (saddlepoint), Wald e Wald ajustado (adjWald).',
			'Teste t: uma média frente a um valor, ou a diferença entre dois grupos, com os graus de liberdade do desenho menos 1.',
			'Testes de postos: Wilcoxon, que com mais de dois grupos é o de Kruskal e Wallis, van der Waerden e mediana.'
		],
		legend:
			'X²: Pearson. n: casos. p com rc, r e c: proporção de uma casela, de sua linha e de sua coluna. δ: efeitos de desenho da tabela. F: estatística, com d e d·ν graus de liberdade; ν: os do desenho. r: posto da pessoa k, entre 0 e 1; quem empata partilha a média dos seus. N: soma dos pesos; l: as demais pessoas.'
	},
	models: {
		title: 'Modelos de regressão',
		paragraphs: [
			'Um modelo separa efeitos que andam juntos: diz, por exemplo, quanto o consumo muda com a idade entre pessoas do mesmo sexo e da mesma zona. Descreve relações; não prova causas.',
			'Há três famílias: linear para números (gaussian), logística para sim ou não (quasibinomial) e de Poisson para contagens (quasipoisson). A primeira categoria de uma classificação é a de referência. O erro vem do desenho, e os graus de liberdade são os do desenho, mais 1, menos o número de coeficientes.',
			'Uma classificação é testada inteira, com Wald ou com a razão de verossimilhança de Rao e Scott. Se um dado prevê a resposta sem nenhuma falha, os coeficientes não existem, e isso é dito. “Não sabe” e os desenhos incompletos são tratados como nos testes.'
		],
		legend:
			'g: a função da família; identidade, log-odds ou logaritmo. μ: valor esperado da pessoa k. x: seus dados. β: coeficientes. u: soma ponderada dos resíduos y − μ; V(u): sua variância segundo o desenho. A: informação, a derivada de u com o sinal trocado. F: teste de Wald de q coeficientes, sendo V a variância deles.'
	},
	'standardised-means': {
		title: 'Médias padronizadas',
		paragraphs: [
			'Um país pode consumir mais que outro só porque é mais jovem. A média padronizada dá a todos os grupos a mesma composição, a de uma população de referência que se declara, e assim os torna comparáveis.',
			'Calcula-se como uma pós-estratificação dentro de cada grupo, e o erro a leva em conta. Se um grupo não tem ninguém de alguma categoria, diz-se qual: sua média não é comparável.'
		],
		legend:
			'Com asterisco: média padronizada do grupo g. a: categoria, como uma faixa de idade. P: sua parte na população de referência. O outro y com barra: média dessa categoria no grupo.'
	}
};
