import type { TopicText } from '../outline.ts';

export const impactFr: TopicText<'impact'> = {
	'impact-two-groups': {
		title: 'Ce qu’un programme a changé : quatre moyennes',
		paragraphs: [
			'L’effet est le changement de ceux qui ont eu le programme moins celui des autres. Il vaut si, sans le programme, les deux auraient changé de même. L’erreur tient compte de la ressemblance des observations d’une même grappe ; avec moins de 40 grappes, on donne aussi la correction CR2 avec les degrés de liberté de Satterthwaite et un rééchantillonnage qui essaie toutes les combinaisons de signes lorsqu’elles sont 12 ou moins.'
		],
		legend:
			'T : traités. C : comparaison. 0 et 1 : avant et après. V : variance ; c : correction de petit échantillon ; s : somme des résidus d’une grappe g par ses régresseurs ; B : inverse de la matrice des régresseurs.'
	},
	'impact-staggered': {
		title: 'Débuts échelonnés',
		paragraphs: [
			'Lorsque le programme commence à des dates différentes, chaque cohorte de début est comparée, période par période, aux seules unités sans programme ; on en prend ensuite la moyenne selon le poids des cohortes. Avec des covariables, la forme doublement robuste est la règle. Les bandes conjointes valent pour tous les points à la fois (maximum de normales corrélées, avec graine).',
			'Le coefficient à effets fixes n’est jamais le résultat : il compare aussi à des unités déjà traitées. Il n’est montré qu’à côté des poids de Goodman-Bacon, qui disent de quoi il est fait.'
		],
		legend:
			'ATT : effet sur la cohorte g à la période t. g−1 : dernière période avant le début. C : unités sans programme. E : moyenne.'
	},
	'impact-trends': {
		title: 'Si les groupes n’évoluaient pas de même',
		paragraphs: [
			'Un test conjoint cherche si les groupes se séparaient avant le début ; avec trop de cases pour si peu d’unités, on dit que le test n’est pas fiable. On calcule aussi de combien les tendances pourraient s’écarter, en multiples du plus grand écart observé avant, jusqu’à ce que l’intervalle contienne 0. Quand l’intervalle atteint le bord de la grille, c’est dit.'
		],
		legend:
			'δ : écart des tendances entre deux périodes successives. M : combien de fois le plus grand des précédents.'
	},
	'impact-copies': {
		title: 'Une seule ville : copies synthétiques',
		paragraphs: [
			'La copie est un mélange d’unités sans programme qui ressemble à l’unité traitée avant le début ; les poids ne sont pas négatifs et leur somme est 1. L’effet est la différence ensuite. Les différences de différences synthétiques pondèrent aussi les périodes et admettent des niveaux différents. Avec une seule unité traitée, il n’y a pas d’intervalle normal : on dit son rang parmi les autres, traitées comme si elles l’étaient.'
		],
		legend:
			'ω : poids des unités ; λ : poids des périodes. N, T : unités et périodes ; 1 pour les traitées, 0 pour les autres. Y : résultat.'
	},
	'impact-series': {
		title: 'Une réforme : séries interrompues',
		paragraphs: [
			'On ajuste une droite avec un changement de niveau et un changement de pente, compté à partir de 0 à l’interruption. L’erreur est celle de Newey et West, retard affiché, ou d’un modèle autorégressif ; les comptages portent exposition et dispersion. Une série témoin dit ce qui se serait passé de toute façon.'
		],
		legend: 't0 : interruption. b2 : changement de niveau. b3 : changement de pente. s : saison.'
	},
	'impact-threshold': {
		title: 'Une règle à seuil',
		paragraphs: [
			'De chaque côté du seuil, on ajuste une droite locale, avec plus de poids près de lui et la fenêtre qui rend minimale l’erreur quadratique estimée. L’intervalle corrige le biais de la droite et ce que coûte cette correction. On regarde aussi d’autres fenêtres, de faux seuils et si les cas s’amassent.'
		],
		legend: 'τ : saut au seuil c. μ : limite de la moyenne à droite (+) et à gauche (−).'
	},
	'impact-people': {
		title: 'Des personnes suivies dans le temps',
		paragraphs: [
			'La courbe dit combien restent sans l’événement ; qui n’est plus observé compte jusqu’à ce jour. Si un autre événement empêche celui qu’on regarde (un décès, une autre peine), on donne l’incidence cumulée de chaque cause, car 1 moins la courbe exagère. Les rapports de risques sont de Cox avec les ex æquo d’Efron ; les tests, log-rank et Gray. Aucune ligne d’une personne n’est publiée : courbes sur une grille grossière et effectifs arrondis.'
		],
		legend:
			'S : part sans l’événement jusqu’à t. d : événements à un moment ; n : à risque. F : incidence cumulée de la cause k.'
	},
	'impact-balance': {
		title: 'Les groupes se ressemblent-ils ?',
		paragraphs: [
			'Chaque caractéristique est comparée en écarts-types du groupe traité, les mêmes avant et après rapprochement ; au-dessus de 0,1 elle est signalée. On rapproche par la probabilité estimée d’avoir le programme, en pondérant ou en appariant. Si les groupes ne se recouvrent pas, rien n’est pondéré et c’est dit.'
		],
		legend: 'd : différence standardisée. s : écart-type du groupe traité, sans pondération.'
	},
	'impact-counts': {
		title: 'Peu d’événements',
		paragraphs: [
			'Avec peu d’événements, un intervalle normal ment. Sous un nombre déclaré il est refusé ; on emploie des rapports de taux exacts, ou l’on redistribue le programme au hasard entre les unités, encore et encore, pour voir combien la différence observée est rare.'
		]
	},
	'impact-pooling': {
		title: 'Plusieurs programmes ensemble',
		paragraphs: [
			'On ne réunit que des résultats d’une même famille, qui puissent être lus comme des effets et soient au moins trois : effets aléatoires (REML) avec l’intervalle de Knapp et Hartung. L’intervalle de prédiction dit où tomberait l’effet dans un nouveau lieu ; s’il franchit 0, un avertissement le dit.'
		],
		legend: 'θ : effet de chaque programme ; s : son erreur ; τ² : variance entre programmes.'
	},
	'impact-power-and-cost': {
		title: 'Ce qui aurait pu être détecté, et le coût',
		paragraphs: [
			'L’effet détectable est celui qu’on aurait vu quatre fois sur cinq, 2,80 erreurs types ; ne rien voir de plus petit ne veut pas dire qu’il n’y a rien. Le coût d’une unité d’effet porte l’intervalle de Fieller, sans plafond quand l’effet peut être nul. Les p de plusieurs résultats sont ajustés par Holm. Les personnes que demande un changement entre deux vagues sont celles de deux échantillons simples, par la comparaison de deux proportions, multipliées par l’effet de plan et par 1 − 2·c·r·s₁·s₂ / (s₁² + s₂²), où c est la part interrogée à nouveau et r la corrélation de leurs réponses.'
		],
		legend: 'z : quantiles normaux ; α : niveau ; π : puissance ; s : erreur type.'
	}
};
