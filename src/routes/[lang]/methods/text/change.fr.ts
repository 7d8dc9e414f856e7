import type { TopicText } from '../outline.ts';

export const changeFr: TopicText<'change'> = {
	'series-signals': {
		title: 'Quand une série a vraiment changé',
		paragraphs: [
			'Toute série monte et descend, même si rien n’a changé. On ne parle de changement net que s’il dépasse ce bruit ; sinon, on dit « pas de changement net » et quel changement aurait suffi. La flèche suit le signe du changement, non s’il est bon ou mauvais.',
			'La règle dépend du nombre de points. Dans une série qui ne change pas, toute règle se trompe parfois : les tests mesurent combien de fois, sur des séries simulées. Avec 8 à 30 points indépendants, la règle entière donne une fausse alerte dans 2 à 5 séries sur 100 ; si chaque point ressemble au précédent (corrélation 0,5), dans 7 à 14.'
		],
		points: [
			'Moins de 8 points : trop court pour le dire, et combien il en faut. Avec des saisons, moins de trois années entières.',
			'De 8 à 11 : test de tendance de Mann et Kendall. Sans changement net, le plus petit changement régulier, du premier point au dernier, qui aurait été net avec le même bruit.',
			'À partir de 12 : d’abord, si le dernier point sort des limites naturelles des précédents ; s’il n’en sort pas, le test de tendance. Sans changement net, à quelle distance de la moyenne sont les limites.',
			'Les points d’avant une rupture ne comptent pas, ni une dernière année ou un dernier mois en cours. Une série à saisons recommence après un trou : rien n’est comblé.',
			'Là où les valeurs ne varient pas, rien ne dit l’ampleur du bruit : pas de changement net, et pas de plus petit changement.'
		]
	},
	'process-limits': {
		title: 'Limites naturelles d’une série',
		paragraphs: [
			'L’étendue mobile est la distance entre une valeur et la précédente. Sa moyenne dit combien la série varie d’un point à l’autre ; 2,66 étendues de chaque côté de la moyenne (trois écarts types) sont les limites entre lesquelles tombe presque tout point si rien ne change. Elles sont tracées d’après les points qui précèdent le dernier.',
			'Si les saisons ont été retirées au moyen des mêmes données, les limites s’élargissent d’autant que cela a lissé la série.'
		],
		legend:
			'x avec barre : moyenne. R avec barre : moyenne des étendues mobiles. n : points ; x avec t : valeur au moment t.'
	},
	trends: {
		title: 'Tendance : Mann-Kendall et pente de Theil-Sen',
		paragraphs: [
			'On compte les paires de points qui montent, moins celles qui descendent. Si la différence dépasse ce que produit le hasard, il y a une tendance, quelle qu’en soit la forme ; une valeur extrême pèse autant qu’une autre. La pente est la médiane de celles de toutes les paires, et son intervalle vient des mêmes pentes dans leur ordre.',
			'Quand chaque point ressemble au précédent, le hasard seul dessine déjà des tendances. La variance est multipliée par un facteur tiré de l’autocorrélation des rangs sans la tendance : celui publié par Hamed et Rao, qui ne prend que les autocorrélations significatives, ou, s’il est plus grand, celui de la première autocorrélation corrigée de son biais. Il ne descend jamais sous 1.',
			'Avec 30 points de corrélation 0,5 et sans tendance, le test non corrigé donne une fausse alerte dans 23 séries sur 100 ; avec le facteur de Hamed et Rao, dans 19 ; avec celui que nous utilisons, dans 7. Le prix : dans les séries courtes il faut un changement plus grand.'
		],
		legend:
			'S : paires qui montent moins paires qui descendent. V : variance de S ; c : facteur d’autocorrélation ; t avec g : valeurs égales de chaque groupe. r avec i : autocorrélation des rangs à i pas, 0 si elle ne dépasse pas ±1,96/√n ; ou les puissances de φ, entre 0 et 1. b : pente, la médiane (med) de celles de toutes les paires ; t : moments.'
	},
	seasons: {
		title: 'Séries à saisons',
		paragraphs: [
			'D’une série mensuelle ou trimestrielle on retranche ce que chaque mois ou trimestre ajoute : la moyenne de ses distances à une moyenne mobile d’un an, moins la moyenne de toutes. C’est la décomposition classique ; on peut la refaire à la main et elle n’a pas de paramètres à choisir, contrairement à STL. Avec une valeur manquante, elle n’est pas calculée.',
			'Comme les saisons sont estimées sur les mêmes données, il reste moins de bruit qu’il n’y en avait. Les limites et la variance de la tendance sont multipliées par ce qui a été perdu, qui se déduit des poids de la décomposition. Avec moins de trois ans cela ne suffit pas, et la série n’est pas jugée.'
		],
		legend:
			'm : moyenne mobile de 12 mois (de 4, avec des trimestres). f avec j : ce qu’ajoute la saison j, avec n valeurs qui ont une moyenne mobile. d avec barre : moyenne de ces moyennes.'
	},
	'survey-changes': {
		title: 'Changements entre deux vagues d’une enquête',
		paragraphs: [
			'Quand on n’a que les deux chiffres et leurs erreurs, l’erreur du changement dépend de la part de l’échantillon qui est la même et de la ressemblance entre les réponses d’une personne aux deux vagues. Les deux sont déclarées. Si on l’ignore, on compte comme si rien n’était commun : l’erreur est alors plutôt trop grande.',
			'Le plus petit changement détectable est celui qu’on aurait trouvé 4 fois sur 5. Quand beaucoup de changements sont montrés ensemble, ils sont jugés ensemble avec Benjamini et Hochberg : de ceux qu’on dit nets, 5 % au plus devraient être faux. Le plus petit changement de chacun est donné au niveau qui lui aurait suffi à côté des autres.'
		],
		legend:
			's : erreur du changement ; s avec 1 et 2 : celles des vagues. P : part de l’échantillon qui est la même (si les tailles diffèrent, rapportée à leur moyenne géométrique). ρ : corrélation entre les deux réponses. Δ avec astérisque : plus petit changement détectable, avec le t de Student et la puissance π = 0,8. α : niveau qui suffit ; q : 5 % ; m : changements jugés ; k : ceux qui seraient nets avec celui-ci.'
	}
};
