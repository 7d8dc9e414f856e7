import type { TopicText } from '../outline.ts';

export const resultsPt: TopicText<'results'> = {
	'results-progress': {
		title: 'Avanço em relação ao previsto',
		paragraphs: [
			'O que se informa é comparado com o marco que vencia no dia desta versão dos dados, nunca com a meta final. Se a fonte não dá data, diz-se quanto há de quanto e nada mais: nem caminho nem bom ritmo. Uma meta de cada ano se compara ano a ano e não se multiplica. O que não está dito não é zero nem tem barra.',
			'Valores de períodos e lugares só se somam onde o marco de resultados o permite; porcentagens, por numerador e denominador. De totais acumulados conta o último de cada país. Uma estimativa cumpre um marco quando todo o seu intervalo o cumpre; se o intervalo contém o marco, é incerto demais para dizer.'
		]
	},
	'results-path': {
		title: 'O caminho até uma meta',
		paragraphs: [
			'Com linha de base, meta e datas, o valor é comparado com a reta entre elas. A reta começa numa estimativa, de modo que seu erro conta, e menos quanto mais perto está a meta. Se o intervalo da diferença contém zero, ou a fonte não dá o erro, a resposta é “incerto demais para dizer”. Casos contados não têm erro amostral.',
			'Ao lado, com seu nome, está a regra de Open SDG e Statistics Canada: a variação anual observada dividida pela necessária; a partir de 0,95 no ritmo, de 0,60 é preciso acelerar, de 0 avanço limitado. Ela só olha dois valores e não seu erro, e troca um zero por 0,001.'
		],
		legend:
			'y com asterisco: valor na reta. y com 0 e T: linha de base e meta. f: parte do tempo que passou. V: variância da diferença; s: erros padrão do valor e da linha de base. g: variação anual em n anos.'
	}
};
