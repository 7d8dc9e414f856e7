import type { TopicText } from '../outline.ts';

export const comparisonsFr: TopicText<'comparisons'> = {
	comparisons: {
		title: 'Différences et autres comparaisons',
		paragraphs: [
			'Pour savoir si un chiffre est au-dessus d’un autre, il ne suffit pas de regarder si leurs intervalles se touchent : il faut calculer l’erreur de la différence. Deux groupes qui vivent dans les mêmes quartiers se ressemblent, et cette ressemblance, la covariance, entre dans le calcul.',
			'Le test est le t de Student bilatéral. L’hypothèse est que la différence est nulle ou, pour un ratio, qu’il vaut 1. Les degrés de liberté sont ceux des groupes comparés, pris ensemble. On ne compare pas les chiffres d’un plan incomplet, sauf si son effet de plan est déclaré ; on ne teste pas non plus une différence sans erreur.'
		],
		points: [
			'Différence : un chiffre moins l’autre.',
			'Ratio : un chiffre divisé par l’autre ; aussi son logarithme.',
			'Variation relative : la différence divisée par le chiffre de départ.',
			'Combinaison linéaire : plusieurs chiffres, chacun avec son coefficient ; par exemple, de combien un groupe a changé de plus qu’un autre.'
		],
		legend:
			'Δ : comparaison. θ : les chiffres. c : leurs coefficients, comme 1 et −1 ; pour un ratio ou une variation relative, les dérivées (méthode delta). C : covariance de deux chiffres. s : erreur type de la comparaison. Δ avec 0 : sa valeur s’il n’y avait pas de différence.'
	},
	waves: {
		title: 'Comparer des années et des pays',
		paragraphs: [
			'L’erreur d’une évolution entre deux années dépend de ce que les deux échantillons ont en commun : des quartiers, des personnes, ou rien. Le programme ne le devine pas : le plan des données qu’il reçoit le dit.',
			'Deux pays sont comparés comme des échantillons indépendants, chacun avec son plan. Auparavant, les deux chiffres sont recalculés pour les personnes que les deux enquêtes ont en commun, aux mêmes âges et, si l’une est seulement urbaine ou seulement rurale, dans la même zone. Si les données ne permettent pas exactement cette restriction, ils ne sont pas comparés, et la raison en est donnée. Les personnes qui ne savent pas ou ne répondent pas comptent de la même façon dans les deux.'
		],
		points: [
			'Échantillons indépendants : les lignes des deux années sont réunies, et l’année fait partie de la strate. La covariance est nulle et les variances s’additionnent.',
			'Les mêmes UPS, d’autres personnes : les UPS gardent leur code, et l’année est un groupe de plus. La covariance compte, et l’erreur de l’évolution est d’ordinaire plus petite.',
			'Panel, les mêmes personnes : une ligne par personne, avec une colonne par année.'
		]
	},
	'several-tests': {
		title: 'Beaucoup de comparaisons à la fois',
		paragraphs: [
			'Qui compare vingt groupes sans aucune différence en trouve une, par hasard, « significative ». C’est pourquoi les valeurs p peuvent être corrigées du nombre de tests. Holm limite la probabilité de retenir la moindre différence fausse ; Benjamini et Hochberg, la part des fausses parmi celles que l’on retient. La valeur p et la valeur corrigée sont données toutes deux.'
		],
		legend:
			'm : nombre de tests. p : valeurs p, de la plus petite à la plus grande ; i et j : leur place dans cet ordre. p* : valeur corrigée. Première expression, Holm ; seconde, Benjamini et Hochberg.'
	},
	tests: {
		title: 'Tests d’association et de différence',
		paragraphs: [
			'Un test dit si ce que l’on voit dans l’échantillon pourrait venir du seul hasard. Ceux des manuels supposent un échantillon aléatoire simple ; avec des quartiers et des strates, ils trouvent des différences où il n’y en a pas. Ceux-ci tiennent compte du plan.',
			'« Ne sait pas » et les refus sont écartés. Qui n’a pas l’une des données sort comme sort un domaine. Avec un plan incomplet, il n’y a pas de tests.'
		],
		points: [
			'Khi-deux de Rao et Scott, pour savoir si deux classements ont un lien : celui de Pearson, corrigé par les effets de plan du tableau. Sans indication contraire, celui du second ordre (F) ; aussi celui du premier ordre (Chisq), la loi exacte de la somme (lincom), son approximation (saddlepoint), Wald et Wald ajusté (adjWald).',
			'Test t : une moyenne face à une valeur, ou la différence entre deux groupes, avec les degrés de liberté du plan moins 1.',
			'Tests de rangs : Wilcoxon, qui pour plus de deux groupes est celui de Kruskal et Wallis, van der Waerden et médiane.'
		],
		legend:
			'X² : Pearson. n : cas. p avec rc, r et c : proportion d’une case, de sa ligne et de sa colonne. δ : effets de plan du tableau. F : statistique, à d et d·ν degrés de liberté ; ν : ceux du plan. r : rang de la personne k, entre 0 et 1 ; les ex æquo partagent la moyenne des leurs. N : somme des poids ; l : les autres personnes.'
	},
	models: {
		title: 'Modèles de régression',
		paragraphs: [
			'Un modèle sépare des effets qui vont ensemble : il dit, par exemple, combien la consommation change avec l’âge parmi les personnes du même sexe et de la même zone. Il décrit des liens ; il ne prouve pas de causes.',
			'Il y a trois familles : linéaire pour des nombres (gaussian), logistique pour oui ou non (quasibinomial) et de Poisson pour des effectifs (quasipoisson). La première catégorie d’un classement est sa référence. L’erreur vient du plan, et les degrés de liberté sont ceux du plan, plus 1, moins le nombre de coefficients.',
			'Un classement est testé tout entier, par Wald ou par le rapport de vraisemblance de Rao et Scott. Si une donnée prédit la réponse sans aucune faute, les coefficients n’existent pas, et la réponse le dit. « Ne sait pas » et les plans incomplets sont traités comme dans les tests.'
		],
		legend:
			'g : la fonction de la famille ; identité, log-odds ou logarithme. μ : valeur attendue de la personne k. x : ses données. β : coefficients. u : somme pondérée des résidus y − μ ; V(u) : sa variance selon le plan. A : information, dérivée de u au signe près. F : test de Wald de q coefficients, V étant leur variance.'
	},
	'standardised-means': {
		title: 'Moyennes standardisées',
		paragraphs: [
			'Un pays peut consommer plus qu’un autre du seul fait qu’il est plus jeune. La moyenne standardisée donne à tous les groupes la même composition, celle d’une population de référence déclarée, et les rend ainsi comparables.',
			'Elle se calcule comme une post-stratification dans chaque groupe, et l’erreur en tient compte. Si un groupe n’a personne d’une catégorie, la réponse dit laquelle : sa moyenne n’est pas comparable.'
		],
		legend:
			'Avec un astérisque : moyenne standardisée du groupe g. a : catégorie, comme une tranche d’âge. P : sa part dans la population de référence. L’autre y surmonté d’une barre : moyenne de cette catégorie dans le groupe.'
	}
};
