import type { TopicText } from '../outline.ts';

export const estimatesFr: TopicText<'estimates'> = {
	estimates: {
		title: 'Ce qui est estimé',
		paragraphs: [
			'Une enquête interroge peu de personnes au nom d’un grand nombre. Le poids dit combien chacune en représente. Une moyenne est la somme des valeurs multipliées par leurs poids, divisée par la somme des poids. Un pourcentage est la moyenne d’une variable qui vaut 1 pour qui a la caractéristique et 0 pour les autres. Un total est la somme pondérée, sans division.',
			'Le dénominateur d’un pourcentage réunit toutes les personnes à qui la question s’applique et qui y ont répondu. La moyenne d’un nombre se prend parmi celles qui ont donné un nombre. Les poids sont ceux du producteur et ne changent que là où un calage est déclaré.'
		],
		legend:
			'd : domaine, le groupe sur lequel porte la question. k : une personne ou un ménage. w : son poids. y : sa valeur.'
	},
	ratios: {
		title: 'Ratios, variances et distributions',
		paragraphs: [
			'Un ratio divise un total par un autre : par exemple, tout ce qui est dépensé en cannabis par tous les jours où l’on en consomme. Le numérateur et le dénominateur sont d’abord additionnés, avec leurs poids, puis divisés une seule fois ; ce n’est pas la moyenne des quotients de chacun. Comptent les personnes qui ont donné les deux nombres.',
			'La variance d’un nombre dit combien les personnes diffèrent entre elles. Une distribution donne le pourcentage de chaque catégorie sur le même dénominateur, si bien que les parts font 100 %.'
		],
		legend:
			'R : ratio. y : numérateur de la personne k. x : son dénominateur. z : somme des influences d’une UPS sur le ratio. S² : variance du nombre dans la population. y surmonté d’une barre : sa moyenne. n : cas du domaine. w : poids.'
	},
	quantiles: {
		title: 'Médianes et autres quantiles',
		paragraphs: [
			'La médiane est la valeur qui laisse la moitié de la population au-dessous d’elle ; un quantile est la même chose avec une autre part, comme un dixième ou trois quarts. Chaque personne compte selon son poids.',
			'Il existe douze règles pour choisir la valeur quand la coupure tombe entre deux. Celle qui sert si aucune autre n’est demandée (math) donne la plus petite valeur à laquelle la part est atteinte : c’est toujours une valeur que quelqu’un a donnée. Les autres portent leur nom de R : school, shahvaish et hf1 à hf9, celles de Hyndman et Fan avec des poids.',
			'L’intervalle est celui de Woodruff : on calcule celui de la part de la population qui va jusqu’au quantile, et chaque limite est changée en valeur par la même règle. Pour cette part, on peut demander Wald (mean, sans indication contraire), les log-odds (xlogit), l’arc sinus (asin) ou Korn et Graubard (beta). Il y a aussi les limites de score (score), valeurs qu’un test ne rejette pas, et, avec des poids de réplication, la dispersion du quantile entre les répliques (quantile). Si une limite tombe au-delà des données, il n’y a pas d’erreur, et le chiffre n’est pas donné.'
		],
		legend:
			'F(v) : part de la population dont la valeur ne dépasse pas v. π : la part demandée ; 0,5 pour la médiane. q : quantile, avec la règle math. Q : la règle. s : erreur type de F(q). t : quantile du t de Student à ν degrés de liberté. q₁ et q₂ : limites de l’intervalle, ici avec Wald. La dernière expression est l’erreur type du quantile.'
	},
	domains: {
		title: 'Un filtre est un domaine',
		paragraphs: [
			'Quand vous limitez une question à un groupe, aucune ligne n’est effacée. L’échantillon a été conçu pour tout le pays, et le nombre de personnes d’un groupe qui s’y trouvent dépend du hasard : cette part de l’erreur est comptée aussi.',
			'C’est pourquoi les unités primaires de sondage (UPS : quartiers, îlots, secteurs) où il n’y a personne du groupe restent dans le calcul et comptent pour zéro. Filtrer d’abord et déclarer le plan ensuite donnerait une erreur fausse.'
		]
	}
};
