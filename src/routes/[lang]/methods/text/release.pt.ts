import type { TopicText } from '../outline.ts';

export const releasePt: TopicText<'release'> = {
	synthetic: {
		title: 'Os dados de demonstração',
		paragraphs: [
			'As pesquisas de demonstração são sintéticas. Valdoria é um território fictício: nenhuma pessoa, domicílio ou lugar é real. Seus números não descrevem nenhum país, e a página o diz junto a cada um.',
			'Servem para comprovar o método. De uma população simulada, cujos valores exatos são conhecidos, sorteia-se uma amostra de dois estágios, com conglomerados e não resposta. As estimativas são comparadas com a verdade: em média acertam, e o erro que declaram é aproximadamente o que têm.'
		]
	},
	engines: {
		title: 'Dois motores, um estimador',
		paragraphs: [
			'Os números que já estão na página foram calculados quando ela foi construída; os que você pede são calculados no seu navegador. Dos dois lados, o DuckDB soma os pesos e os valores de cada UPA e combinação de categorias, e o mesmo programa tira dessas somas os números, suas variâncias e suas covariâncias, na mesma ordem. Um teste exige que coincidam até o último bit.',
			'Outra pergunta sobre as mesmas colunas não volta a ler os dados. O que não sai de somas (quantis, variâncias, pesos replicados, calibração) é calculado linha por linha, com o mesmo programa.'
		]
	},
	reproducing: {
		title: 'Refazer um número',
		paragraphs: [
			'Ninguém precisa acreditar em um número: ele pode ser calculado de novo fora desta página, de três maneiras.'
		],
		points: [
			'SQL. Abaixo de cada resposta estão as instruções com que os dados foram lidos e, onde cabe em uma só, a que dá os casos, a estimativa e o erro padrão no DuckDB. Está escrita à parte do programa. Não cabe se há segundo estágio, pesos replicados, calibração, as regras adjust e average, quantis ou variâncias.',
			'R. Abaixo da resposta está também o script que lê as linhas, declara o desenho e dá com o pacote survey a mesma estimativa, o mesmo erro e os mesmos limites. Lê as linhas publicadas de uma pesquisa aberta; se não for aberta, os arquivos da instituição produtora.',
			'npm run atalaya -- estimate ARQUIVO.json: o mesmo estimador, sem navegador, com um CSV ou um Parquet próprio. Com --r PASTA escreve o script de R de cada estimativa; com estimate --help explica o arquivo de pedidos.'
		]
	},
	'differences-from-r': {
		title: 'Onde diferimos do R de propósito',
		paragraphs: [
			'O resto coincide com o pacote survey 4.5 do R: até o oitavo algarismo onde há uma fórmula fechada, até o quinto onde se resolve por aproximações. Aqui não, ou com uma ressalva.'
		],
		points: [
			'Intervalo de verossimilhança: aqui é resolvido exatamente. O R o interpola e se afasta até 0,4 %.',
			'Intervalo de arco-seno: aqui seguimos o R também onde um limite passa de 0 ou de 100 % e se dobra para dentro, de modo que o intervalo sai curto demais.',
			'Ninguém ou todas as pessoas: o R dá NaN, um intervalo sem largura ou um erro, conforme o método. Aqui vale sempre a regra de Clopper e Pearson.',
			'Quantil que cai antes da parte do menor valor: aqui é esse valor. O R dá o segundo ou, com hf4, algo menor que todos.',
			'Regra shahvaish: aqui os pesos são levados à média 1, como no artigo; no R o resultado depende da escala deles.',
			'Limites de escore de um quantil: com pesos desiguais, o R lê uma parte sem ponderar como se fosse ponderada. Aqui não.',
			'Raking: aqui termina quando todos os totais se cumprem; no R, quando uma volta muda pouco.',
			'Pós-estratificação: uma linha com peso 0 não acrescenta nada ao erro; no R acrescenta um pouco.',
			'Corte: com pesos replicados corta-se cada réplica, como diz o manual do R; seu código faz outra coisa. Um peso 0 continua 0.',
			'Uma réplica que não pode ser calibrada é um erro que a nomeia; o R a retira de todas as variâncias.',
			'Qui-quadrado com lincom: aqui é sempre a distribuição exata; o R põe em seu lugar uma aproximação se lhe falta o pacote CompQuadForm.',
			'Regressão: uma coluna que decorre de outras é um erro, onde o R a retira; se um dado prevê a resposta sem falha não há coeficientes, onde o R dá os de sua última volta.'
		]
	},
	comparability: {
		title: 'Quando se comparam dois números',
		paragraphs: [
			'Uma só regra decide, a mesma para tendências, comparações e tabelas. Cada número tem suas propriedades: o período e o raio sobre os quais se pergunta, se a pessoa percebe, ouviu dizer ou viu, de que universo e cadastro vem, como se entrevistou e como se ponderou. A regra compara propriedade por propriedade e fica com a pior diferença.',
			'O que ninguém documentou não se dá por igual: conta como a pior diferença possível. Uma pessoa responsável pode decidir outra coisa; então a assinatura e o motivo são impressos ao lado do número.',
			'Num experimento de redação, duas metades ao acaso de uma amostra respondem a duas versões de uma pergunta. A diferença é o efeito das palavras, com a covariância das duas metades, que vivem nos mesmos bairros. O fator ponte (uma proporção dividida pela outra) é oferecido com o seu intervalo; nunca é aplicado sem dizê-lo.'
		],
		points: [
			'O mesmo: não há nenhuma diferença.',
			'Próximo: diferem a ponderação, a edição do cadastro, o tratamento do não sabe ou modos parecidos de entrevista. Compara-se, e diz-se.',
			'Não comparável: diferem as palavras, o raio, o período ou o universo, ou venda e uso são perguntados juntos. A diferença não é calculada.'
		]
	},
	checks: {
		title: 'O que se verifica antes de publicar',
		paragraphs: [
			'Uma publicação é preparada à parte, conferida byte por byte com sua lista, e só então ocupa o lugar da anterior. Se algo falha, a anterior fica como estava.'
		],
		points: [
			'Arquivos: linhas, chaves, códigos e números esperados; o que não cabe é posto de lado com sua linha e seu motivo, e contado no relatório.',
			'Números publicados: os do produtor são recalculados e têm de coincidir até a última casa publicada.',
			'Séries: saltos, períodos incompletos, totais, e que uma categoria nunca se some às que a compõem. Um dado em branco não é zero.',
			'Linhas de base: o valor fixado tem um selo e não muda; as revisões ficam ao lado.',
			'Rascunhos e publicações sob embargo nunca chegam à edição pública.'
		]
	},
	publication: {
		title: 'O que não se publica',
		paragraphs: [
			'Tudo o que está em um site estático é público. Por isso, cada pesquisa tem um nível, e o que não deve sair não chega à pasta que é publicada. As linhas publicadas levam apenas conceitos harmonizados e colunas do desenho, com os códigos de estrato e UPA embaralhados.'
		],
		points: [
			'Aberta: alguém com direito a fazê-lo permitiu por escrito que as linhas sejam publicadas. Saem depois de agrupar o que é raro, retirar os lugares pequenos e as respostas sensíveis de menores (salvo permissão expressa), cortar os vínculos de domicílio e contar quantas linhas ficam sozinhas no que um conhecido pode saber; acima da parte declarada, nada se publica.',
			'Protegida: saem apenas números. Suprime-se o que trata de menos pessoas, ou de menos unidades primárias, do que fixa a regra; o que separa de 1 a k - 1 pessoas com uma resposta, ou sem ela; o tudo ou nada de um grupo pequeno; o total que vem sobretudo de uma pessoa; e os demais que forem necessários para que nenhum destes se deduza. O que se publica vai arredondado.',
			'Antes de cada publicação, os arquivos finais são atacados com programas lineares: quem conheça com exatidão todos os números publicados, suas somas e as publicações que continuam on-line não consegue delimitar uma contagem suprimida, nem seu complemento, a menos de k pessoas ou de 20%. Se conseguir, a publicação não sai.',
			'Local: nem as linhas nem os números saem do computador em que são calculados.'
		]
	},
	limits: {
		title: 'Limites',
		paragraphs: ['O que estes números não dizem, ou não levam em conta:'],
		points: [
			'O explorador pergunta por porcentagens, médias e totais. O mais que esta página descreve é pedido em um arquivo de pedidos.',
			'Uma calibração feita pela instituição produtora e que ninguém declara não é conhecida, e o erro pode ficar um pouco longo.',
			'Não se contam mais de dois estágios de amostragem. Os modelos não têm interações.',
			'Um rótulo de qualidade avisa e não oculta: é preciso ler também o intervalo, os casos e os graus de liberdade.',
			'Que dois números sejam comparáveis não quer dizer que sua diferença tenha uma só causa.',
			'A proteção não conta com o que um número de um conceito diz de outro sobre as mesmas pessoas: quem usou no último mês usou no último ano.',
			'Não se medem os erros que não são de amostragem: quem falta no cadastro, quem não abre a porta, quem não diz a verdade.'
		]
	}
};
