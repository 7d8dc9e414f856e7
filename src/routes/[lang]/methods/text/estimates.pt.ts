import type { TopicText } from '../outline.ts';

export const estimatesPt: TopicText<'estimates'> = {
	estimates: {
		title: 'O que se estima',
		paragraphs: [
			'Uma pesquisa entrevista poucas pessoas em nome de muitas. O peso diz quantas cada uma representa. Uma média é a soma dos valores multiplicados pelos pesos, dividida pela soma dos pesos. Uma porcentagem é a média de uma variável que vale 1 para quem tem o atributo e 0 para os demais. Um total é a soma ponderada, sem dividir.',
			'O denominador de uma porcentagem são todas as pessoas a quem a pergunta se aplica e que a responderam. A média de um número é tomada entre quem deu um número. Os pesos são os da instituição produtora e só mudam onde se declara uma calibração.'
		],
		legend:
			'd: domínio, o grupo sobre o qual se pergunta. k: uma pessoa ou um domicílio. w: seu peso. y: seu valor.'
	},
	ratios: {
		title: 'Razões, variâncias e distribuições',
		paragraphs: [
			'Uma razão divide um total por outro: por exemplo, tudo o que se gasta em cannabis por todos os dias em que se consome. Primeiro somam-se o numerador e o denominador, com seus pesos, e depois se divide uma única vez; não é a média dos quocientes de cada pessoa. Contam as pessoas que deram os dois números.',
			'A variância de um número diz quanto as pessoas diferem entre si. Uma distribuição dá a porcentagem de cada categoria sobre o mesmo denominador, de modo que as partes somam 100 %.'
		],
		legend:
			'R: razão. y: numerador da pessoa k. x: seu denominador. z: soma das influências de uma UPA na razão. S²: variância do número na população. y com barra: sua média. n: casos do domínio. w: peso.'
	},
	quantiles: {
		title: 'Medianas e outros quantis',
		paragraphs: [
			'A mediana é o valor que deixa metade da população abaixo dele; um quantil é a mesma coisa com outra parte, como um décimo ou três quartos. Cada pessoa conta conforme seu peso.',
			'Há doze regras para decidir que valor se toma quando o corte cai entre dois. A que se usa quando não se pede outra (math) dá o menor valor com o qual se alcança a parte pedida: é sempre um valor que alguém deu. As demais têm o nome que têm no R: school, shahvaish e hf1 a hf9, as de Hyndman e Fan com pesos.',
			'O intervalo é o de Woodruff: calcula-se o da parte da população que vai até o quantil, e cada limite é convertido em um valor pela mesma regra. Para essa parte pode-se pedir Wald (mean, se nada for dito), log-odds (xlogit), arco-seno (asin) ou Korn e Graubard (beta). Há também limites de escore (score), que são os valores que um teste não rejeita, e, com pesos replicados, a dispersão do quantil entre as réplicas (quantile). Se um limite fica além dos dados, não há erro e o número não é dado.'
		],
		legend:
			'F(v): parte da população com um valor de v ou menor. π: a parte pedida; 0,5 para a mediana. q: quantil, com a regra math. Q: a regra. s: erro padrão de F(q). t: quantil da t de Student com ν graus de liberdade. q₁ e q₂: limites do intervalo, aqui com Wald. A última expressão é o erro padrão do quantil.'
	},
	domains: {
		title: 'Um filtro é um domínio',
		paragraphs: [
			'Quando você limita uma pergunta a um grupo, nenhuma linha é apagada. A amostra foi desenhada para o país inteiro, e o número de pessoas de um grupo que caíram nela depende do acaso: essa parte do erro também é contada.',
			'Por isso, as unidades primárias de amostragem (UPA: bairros, quarteirões, setores) onde não há ninguém do grupo continuam no cálculo e contam como zero. Filtrar primeiro e declarar o desenho depois daria um erro incorreto.'
		]
	}
};
