import type { MethodsText } from './outline.ts';

export const methodsFr: MethodsText = {
	title: 'Méthodes',
	lead: 'Comment chaque chiffre de cette publication est calculé : la formule, en mots et en symboles ; la source dont elle vient ; et le test qui la confronte à quelque chose que nous n’avons pas écrit.',
	contents: 'Sur cette page',
	source: 'Source',
	test: 'Vérifié par',
	sections: {
		estimates: {
			title: 'Ce qui est estimé',
			paragraphs: [
				'Une enquête interroge peu de personnes au nom d’un grand nombre. Le poids dit combien chacune en représente. Une moyenne est la somme des valeurs multipliées par leurs poids, divisée par la somme des poids. Un pourcentage est la moyenne d’une variable qui vaut 1 pour qui a la caractéristique et 0 pour les autres. Un total est la somme pondérée, sans division.',
				'Le dénominateur d’un pourcentage réunit toutes les personnes à qui la question s’applique et qui y ont répondu. La moyenne d’un nombre se prend parmi celles qui ont donné un nombre. Les poids sont ceux du producteur et ne sont pas modifiés.'
			],
			legend:
				'd : domaine, le groupe sur lequel porte la question. k : une personne ou un ménage. w : son poids. y : sa valeur.'
		},
		domains: {
			title: 'Un filtre est un domaine',
			paragraphs: [
				'Quand vous limitez une question à un groupe, aucune ligne n’est effacée. L’échantillon a été conçu pour tout le pays, et le nombre de personnes d’un groupe qui s’y trouvent dépend du hasard : cette part de l’erreur est comptée aussi.',
				'C’est pourquoi les unités primaires de sondage (UPS : quartiers, îlots, secteurs) où il n’y a personne du groupe restent dans le calcul et comptent pour zéro. Filtrer d’abord et déclarer le plan ensuite donnerait une erreur fausse.'
			]
		},
		variance: {
			title: 'L’erreur type',
			paragraphs: [
				'La variance vient de la linéarisation de Taylor. Chaque personne reçoit son influence sur le chiffre ; les influences sont additionnées dans chaque UPS, et la variance est la dispersion de ces sommes dans chaque strate. L’erreur type en est la racine carrée.',
				'Les UPS sont supposées tirées avec remise, ce qui donne d’ordinaire une erreur légèrement plus grande que la vraie. Si l’enquête déclare la fraction tirée dans chaque strate, ou son nombre d’UPS dans la population, la correction de population finie est appliquée.'
			],
			legend:
				'V : variance. s : erreur type. h : strate. i : UPS. n : UPS tirées dans la strate. f : fraction tirée, 0 si elle n’est pas déclarée. z : somme des influences d’une UPS ; la première expression de z vaut pour une moyenne, la seconde pour un total.'
		},
		'degrees-of-freedom': {
			title: 'Degrés de liberté',
			paragraphs: [
				'Ils disent combien d’information il y a sur l’erreur elle-même. Ce sont les UPS moins les strates, en ne comptant que celles qui ont des membres du groupe : les personnes du dénominateur et celles dont la réponse est perdue. Un groupe réparti dans peu d’UPS reçoit ainsi un intervalle plus large.'
			],
			legend:
				'ν : degrés de liberté. m : UPS qui ont des membres du domaine d. h : strates qui ont des membres du domaine d.'
		},
		intervals: {
			title: 'Intervalles',
			paragraphs: [
				'Le niveau est de 95 %. Une moyenne ou un total ont l’intervalle du t de Student : l’estimation plus et moins le quantile du t multiplié par l’erreur type.',
				'Un pourcentage a le même intervalle sur l’échelle des log-odds, ramené ensuite à l’échelle des pourcentages. Il ne descend jamais sous 0, ne dépasse jamais 100, et il est asymétrique quand il doit l’être.'
			],
			legend:
				'θ : moyenne ou total. t : quantile du t de Student à ν degrés de liberté. s : erreur type. p : proportion.'
		},
		'small-shares': {
			title: 'Pourcentages très bas, très hauts ou fondés sur peu de cas',
			paragraphs: [
				'Au-dessous de 5 %, au-dessus de 95 % ou avec moins de 10 cas qui ont la caractéristique, l’intervalle est celui de Korn et Graubard : les limites exactes de la loi binomiale, calculées avec la taille effective de l’échantillon au lieu du nombre d’entretiens.',
				'La taille effective est celle d’un échantillon aléatoire simple qui aurait la même erreur, corrigée par les degrés de liberté. Comme dans R, elle n’est pas plafonnée au nombre d’entretiens.'
			],
			legend:
				'n : cas du domaine, avec ceux dont la réponse est perdue. n* : taille effective. α : 1 moins le niveau, 0,05. p, s, t et ν : comme dans les intervalles. B : quantile de la loi bêta ; la première expression avec B est la limite inférieure, la seconde la limite supérieure.'
		},
		'nobody-or-everybody': {
			title: 'Quand personne n’est concerné, ou tout le monde',
			paragraphs: [
				'Un échantillon où personne n’a la caractéristique ne prouve pas qu’elle touche 0 % de la population. L’erreur calculée serait nulle, ce qui serait faux. Les limites sont celles, exactes, de Clopper et Pearson, avec une taille effective : les cas divisés par l’effet de plan, s’il est supérieur à 1.',
				'L’effet de plan est emprunté au groupe plus large le plus proche où il y a des cas : d’abord la ventilation sans son second critère, puis l’ensemble, puis l’enquête sans filtre. Si aucun n’en a, il vaut 1. La page nomme la méthode employée.'
			],
			legend: 'n : cas du domaine. deff : effet de plan emprunté.'
		},
		'design-effect': {
			title: 'Effet de plan',
			paragraphs: [
				'Combien de fois la variance dépasse celle d’un échantillon aléatoire simple, sans remise, d’autant d’entretiens. Un effet de 4 signifie que mille entretiens informent comme 250. Il n’y en a pas quand toutes les réponses sont égales, ni quand la somme des poids ne dépasse pas le nombre de cas.'
			],
			legend:
				'V : variance selon le plan. V₀ : celle de l’échantillon aléatoire simple. N : somme des poids. n : cas. S² : variance pondérée de la variable, avec n − 1. Pour un total, le dénominateur est multiplié par N².'
		},
		refusals: {
			title: 'Quand il n’y a pas de réponse',
			paragraphs: [
				'Une strate d’une seule UPS ne dit pas combien les UPS diffèrent entre elles. Si le groupe a des cas dans une telle strate, le chiffre n’est pas donné et la strate est nommée. Aucune variance n’est inventée ni tenue pour nulle.',
				'Il n’y a pas non plus de chiffre sans cas ou sans degrés de liberté. Dans les trois situations, le motif prend la place du chiffre.'
			]
		},
		'incomplete-designs': {
			title: 'Plans incomplets',
			paragraphs: [
				'Certains fichiers publics contiennent le poids, mais pas la strate ou l’UPS. L’estimation est alors juste, mais l’erreur ne peut pas être calculée entièrement : ce que l’on obtient est, en général, trop petit.',
				'Dans ce cas, l’intervalle est dessiné ouvert et appelé borne inférieure, et la précision est donnée comme non évaluable. Aucun effet de plan n’est supposé pour le compléter.'
			]
		},
		unsure: {
			title: 'Ne sait pas ou refuse',
			paragraphs: [
				'Écarter les personnes qui ne savent pas, c’est supposer qu’elles auraient répondu comme les autres. Si elles sont peu nombreuses, cela importe à peine ; si elles sont nombreuses, cela décide du chiffre. Quand elles dépassent 5 % des personnes interrogées, en pondéré, les pourcentages les gardent au dénominateur, comme personnes sans la caractéristique. Jusqu’à 5 %, elles sont écartées.',
				'Cela se décide une fois par question, de la même façon pour tous les groupes. La page dit ce qui a été fait et combien elles sont, et vous pouvez choisir l’inverse.'
			],
			legend:
				'u : part de « ne sait pas » et de refus. U : les personnes qui ne savent pas ou refusent. Q : toutes les personnes interrogées. w : poids.'
		},
		missing: {
			title: 'Cinq façons de ne pas avoir de réponse',
			paragraphs: [
				'Elles ne sont jamais confondues, car chacune change le dénominateur à sa manière. Qui a une réponse, mais pas de valeur pour la ventilation, compte dans l’ensemble seulement, et la page dit combien de cas sont dans cette situation.'
			],
			points: [
				'Non posée : la personne n’a pas reçu la question. Hors de l’univers.',
				'Sans objet : la question ne s’applique pas à la personne. Hors de l’univers.',
				'Ne sait pas : la question a été posée, la personne n’a pas tranché. Suit la règle des 5 %.',
				'Refuse : la question a été posée, la personne n’a pas voulu répondre. Suit la règle des 5 %.',
				'Perdue : il y a eu une réponse, mais le fichier ne la conserve pas ou contient un code que personne n’a déclaré. Elle sort du dénominateur ; la personne reste dans le plan.'
			]
		},
		'set-aside': {
			title: 'Ce qui est mis de côté en préparant les données',
			paragraphs: [
				'Les fichiers d’origine ne sont pas corrigés. Ce qui ne peut pas servir est mis de côté et noté avec son fichier, sa ligne, sa colonne, sa valeur et le motif, dans une liste qui n’est pas publiée. Si les lignes mises de côté dépassent la part que l’enquête déclare, nulle sauf indication contraire, l’enquête n’est pas construite et la publication précédente reste telle quelle.'
			],
			points: [
				'Une ligne qui n’a pas les champs de l’en-tête.',
				'Une ligne dont la clé figure déjà plus haut.',
				'Une ligne d’un chapitre qui n’appartient à personne.',
				'Une ligne dont le poids n’est pas un nombre positif.',
				'Un code non déclaré ou un nombre hors de son étendue : c’est la réponse qui est mise de côté, pas la personne.'
			]
		},
		synthetic: {
			title: 'Les données de démonstration',
			paragraphs: [
				'Les enquêtes de démonstration sont synthétiques. Valdoria est un territoire fictif : aucune personne, aucun ménage, aucun lieu n’est réel. Ses chiffres ne décrivent aucun pays, et la page le dit à côté de chacun.',
				'Elles servent à vérifier la méthode. D’une population simulée, dont les valeurs exactes sont connues, on tire un échantillon à deux degrés, avec des grappes et de la non-réponse. Les estimations sont confrontées à la vérité : en moyenne elles l’atteignent, et l’erreur qu’elles annoncent est à peu près celle qu’elles ont.'
			]
		},
		engines: {
			title: 'Deux moteurs, un estimateur',
			paragraphs: [
				'Les chiffres qui figurent sur une page ont été calculés lors de sa construction ; ceux que vous demandez le sont dans votre navigateur. Ce sont les mêmes instructions SQL sur les mêmes lignes, avec DuckDB des deux côtés, et les sommes sont faites dans le même ordre. Un test exige qu’ils coïncident jusqu’au dernier bit.',
				'Les instructions figurent sous chaque réponse : chacun peut les répéter dans DuckDB, hors de cette page.'
			]
		},
		publication: {
			title: 'Ce qui n’est pas publié',
			paragraphs: [
				'Tout ce qui se trouve sur un site statique est public. Chaque enquête a donc un niveau, et ce qui ne doit pas sortir n’arrive jamais dans le dossier publié. Les lignes publiées ne portent que des concepts harmonisés et des colonnes du plan, les codes de strate et d’UPS étant mélangés.'
			],
			points: [
				'Ouverte : la licence permet de publier les lignes, et l’édition publique les contient.',
				'Protégée : c’est le niveau tant qu’il n’y a pas d’autorisation écrite. L’édition publique décrit l’enquête et ses questions, sans lignes ni, dans cette publication, de chiffres.',
				'Locale : ni les lignes ni les chiffres ne quittent la machine où ils sont calculés.'
			]
		},
		limits: {
			title: 'Limites',
			paragraphs: ['Ce que ces chiffres ne disent pas, ou ne prennent pas en compte :'],
			points: [
				'Cette publication n’utilise pas de poids de réplication, même si l’enquête en fournit.',
				'Elle n’ajoute pas la variance du second degré de sondage. Avec une correction de population finie, l’erreur peut être un peu courte.',
				'Elle ne cale pas les poids et ne tient pas compte d’un calage déjà fait. Dans une enquête calée, l’erreur peut être un peu longue.',
				'Elle ne met pas d’étiquettes de qualité et ne cache pas les chiffres imprécis : il faut lire l’intervalle, les cas et les degrés de liberté.',
				'Elle ne teste pas les différences entre groupes, années ou pays. Que deux intervalles se touchent n’est pas un test.',
				'Elle ne décide pas si deux enquêtes sont comparables. Une question posée avec d’autres mots, à un autre univers ou sur une autre période mesure autre chose.',
				'Elle n’estime ni médianes, ni autres quantiles, ni ratios, ni modèles.',
				'Elle n’applique pas de contrôle statistique de la confidentialité : c’est pourquoi elle ne publie aucun chiffre des enquêtes protégées.',
				'Elle ne mesure pas les erreurs autres que d’échantillonnage : qui manque à la base de sondage, qui n’ouvre pas sa porte, qui ne dit pas la vérité.'
			]
		}
	}
};
