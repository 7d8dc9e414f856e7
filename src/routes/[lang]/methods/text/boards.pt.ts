import type { TopicText } from '../outline.ts';

export const boardsPt: TopicText<'boards'> = {
	'board-change': {
		title: 'Quando um painel mostra uma seta',
		paragraphs: [
			'De uma pesquisa toma-se a diferença das duas últimas medições que a regra de comparabilidade deixa comparar, com seu erro e a sobreposição declarada das amostras. Os valores p de todos os quadros do painel são corrigidos juntos (Benjamini e Hochberg, 5%): um quadro a mais não ganha uma seta. De uma série, a partir de doze valores olha-se se o último sai dos limites de controle dos anteriores (média ± 2,66 amplitudes móveis médias), e a partir de oito se há tendência (Mann-Kendall, com autocorrelação). Das séries mensais retira-se antes a sazonalidade. Com menos valores, “série curta para dizer”. O que vem antes de uma quebra e o que está em curso não conta.',
			'A seta diz para onde foi o número; a palavra, se é melhor ou pior segundo a direção desejada. Sem mudança clara, imprime-se a menor mudança que teria sido vista: em pesquisas, com poder de 80%. Prisões, apreensões e registros policiais medem atividade: não têm direção desejada, nem cor, nem meta. Um efeito de programa leva o veredito de sua avaliação.'
		]
	},
	'board-status': {
		title: 'Como um painel julga o avanço até uma meta',
		paragraphs: [
			'O caminho vai reto do ponto de partida a cada marco e à meta. Pergunta-se que parte do que cabia no dia do último dado está coberta: no caminho a partir de 95%, é preciso acelerar a partir de 60%, fora do caminho abaixo disso; um painel pode declarar outros limiares, e eles são impressos. Só vale se todo o intervalo de 95% fica de um lado do limiar; o erro do ponto de partida também conta, menos quanto mais perto está a meta. Senão, “incerto demais”. Mais de 100% é mostrado.',
			'Uma data vencida é julgada com dados desse dia ou posteriores; se não houver, “sem dados”. Sem meta ou sem data, “não declarado”, que não é zero. O suprimido e o não confiável mostram a palavra e não o número. Um dado está atrasado quando passou duas vezes o ritmo de seus próprios valores. A mediana de um bloco conta só países com valor em todos os anos mostrados; de pesquisas com anos próprios, o último de cada país. Outros países aparecem como pontos, sem posições, e só se a regra de comparabilidade deixa comparar todos entre si.'
		]
	}
};
